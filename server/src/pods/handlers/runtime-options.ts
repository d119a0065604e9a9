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

/** What `platforms.Parse` takes for an architecture where no operating system stands before it: the host's is meant. */
const bareArchitecture = /^(?:i?386|amd64|x86[_-]64|arm(?:64|hf|el)?|aarch64)$/;

/**
 * The operating system that a `SandboxPlatform` names: "windows(10.0.26100)/amd64" is "windows", and so is "amd64"; "" where
 * it names none.
 */
export function platformOs(sandboxPlatform = ""): string {
  const [os = "", ...others] = sandboxPlatform.toLowerCase().split("/");
  return others.length === 0 && bareArchitecture.test(os) ? "windows" : os.replace(/\(.*\)$/, "");
}
