/** The runtime options of a containerd handler that hcsshim turns into annotations or checks against the spec. */
export interface RuntimeOptions {
  readonly bootFilesRootPath?: string | undefined;
  /** 0 is as if it were absent. */
  readonly vmProcessorCount?: number | undefined;
  /** MiB; 0 is as if it were absent. */
  readonly vmMemorySizeInMb?: number | undefined;
  readonly ncProxyAddr?: string | undefined;
  readonly defaultContainerAnnotations?: ReadonlyMap<string, string> | undefined;
  /** Undefined: not known, nothing is checked. */
  readonly sandboxIsolation?: "PROCESS" | "HYPERVISOR" | undefined;
  /** An OCI platform such as `windows/amd64`; "" or undefined is not checked. */
  readonly sandboxPlatform?: string | undefined;
  /** Whose options these are, as a noun phrase: "runtime handler runhcs-wcow-hypervisor in config.toml". */
  readonly origin?: string | undefined;
}

/** The operating system that a `SandboxPlatform` names: "windows(10.0.26100)/amd64" is "windows"; "" where it names none. */
export const platformOs = (sandboxPlatform = ""): string =>
  (sandboxPlatform.toLowerCase().split("/")[0] ?? "").replace(/\(.*\)$/, "");
