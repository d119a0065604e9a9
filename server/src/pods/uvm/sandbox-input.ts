import type { RuntimeOptions } from "../handlers/runtime-options.ts";
import type { Isolation, Platform } from "../manifest/annotation-set.ts";
import type { Target } from "../target.ts";

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
