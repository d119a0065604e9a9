import type { Isolation, Platform } from "../manifest/annotation-set.ts";
import type { Target } from "../target.ts";

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
}

/** Everything that decides what hcsshim makes of one pod sandbox. */
export interface SandboxInput {
  readonly platform: Platform;
  readonly isolation: Isolation;
  /** Keys and values as the shim gets them, in source order. */
  readonly annotations: ReadonlyMap<string, string>;
  readonly target: Target;
  readonly runtimeOptions?: RuntimeOptions | undefined;

  /** `windows.resources.memory.limit` of the OCI spec, bytes; a Linux sandbox is read there too. */
  readonly memoryLimitInBytes?: bigint | undefined;
  /** `windows.resources.cpu.count`, `.maximum` and `.shares`. */
  readonly processorCount?: bigint | undefined;
  readonly processorMaximum?: bigint | undefined;
  readonly processorWeight?: bigint | undefined;
  /** `windows.resources.storage.iops` and `.bps`. */
  readonly storageIops?: bigint | undefined;
  readonly storageBps?: bigint | undefined;

  /** Default: the shim's own folder. containerd starts the shim in the sandbox's bundle directory. */
  readonly workingDirectory?: string | undefined;
  /** Whether the host has a file or folder; boot file defaults of Linux pods depend on it. Default: nothing exists. */
  readonly fileExists?: ((path: string) => boolean) | undefined;
  /** Identifier of the VM; default `pod0@vm` (`<pod id>@vm`). */
  readonly id?: string | undefined;
  /** File name of the shim's executable; default `containerd-shim-runhcs-v1.exe`. */
  readonly owner?: string | undefined;
}
