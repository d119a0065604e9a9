/** What `uvmboot cwcow` is told, by its own flags; "" is as good as absent but for the policy. */
export interface CwcowInput {
  /** Folder of `boot.vhd`, `rootfs.vhd` and the VMGS files; or the three files by themselves. */
  readonly bootFilesPath: string;
  readonly efiVhd: string;
  readonly bootCimVhd: string;
  readonly vmgsPath: string;

  readonly scratchVhd: string;
  /** HCS's name or one of the annotation's shorthands; uvmboot checks nothing here. */
  readonly isolationType: string;
  /** Base64; undefined is the policy that allows all, "" none. */
  readonly securityPolicy?: string | undefined;
  readonly disableSecureBoot: boolean;
  readonly writableEfi: boolean;
  readonly debugMode: boolean;
  readonly debugDataPath: string;

  /** Virtual processors; uvmboot takes its low 32 bits as a signed number. Default 2. */
  readonly cpus?: bigint | undefined;
  /** MiB, without a minimum. Default 2048. */
  readonly memory?: bigint | undefined;
  readonly allowOvercommit?: boolean | undefined;
  readonly enableDeferredCommit?: boolean | undefined;
  readonly resourcePartition?: string | undefined;
}

/** What uvmboot refuses, in its own words and order; undefined where it goes on. */
export function cwcowRefusal(input: CwcowInput): string | undefined {
  const { bootFilesPath, efiVhd, bootCimVhd, vmgsPath } = input;
  const single = [efiVhd, bootCimVhd, vmgsPath];
  if (bootFilesPath !== "" && single.some((path) => path !== "")) {
    return "--boot-files-path cannot be combined with --efi-vhd, --boot-cim-vhd or --vmgs-path";
  }
  if (bootFilesPath === "" && single.includes("")) {
    return "either --boot-files-path or all of --efi-vhd, --boot-cim-vhd and --vmgs-path must be provided";
  }
  return input.debugMode && input.debugDataPath === ""
    ? "--debug-data-path must be set to a non-empty path when --debug-mode is enabled"
    : undefined;
}
