import type { Platform } from "../manifest/annotation-set.ts";
import type { LcowOptions } from "./lcow-options.ts";
import type { WcowOptions } from "./wcow-options.ts";

/** A value that the shim's log complains about: it is replaced by its default, or dropped. */
export interface ParseWarning {
  readonly key: string;
  readonly value: string;
  /** The shim's log message and reason in one sentence. */
  readonly message: string;
  /**
   * `unparsable`: "annotation value could not be parsed". `rejected`: it parses, but an entry of it is not accepted.
   * `conflict`: the log line that goes with a conflict refusal.
   */
  readonly kind: "unparsable" | "rejected" | "conflict";
}

/** Why hcsshim refuses a sandbox, in hcsshim's own words, and which annotations are to blame. */
export interface Refusal {
  /** The error text as `SpecToUVMCreateOpts`, `ProcessAnnotations` or `VerifyOptions` returns it. */
  readonly message: string;
  /** The annotation to mend first, then the others that it depends on. */
  readonly keys: readonly string[];
  /**
   * `create`: while annotations are read; `verify`: by `VerifyOptions`; `files`: before a Linux VM's boot files are looked
   * for; `start`: later, by document, HCS or guest.
   */
  readonly stage: "create" | "verify" | "files" | "start";
  /** Absent: the shim refuses, and there is no VM. */
  readonly by?: "guest";
}

/** Whether it is an answer to the annotations alone; later ones come when the VM is built. */
export const isOfOptions = ({ stage }: Refusal): boolean => stage === "create" || stage === "verify";

/** An annotation that the shim adds to a spec that lacks it. */
export interface AddedAnnotation {
  readonly value: string;
  /** Where it comes from: "VmMemorySizeInMb of runtime handler runhcs-wcow-hypervisor in config.toml". */
  readonly source: string;
}

/** A value that is read and then silently replaced. */
export interface Override {
  readonly key: string;
  readonly written: string;
  readonly effective: string;
  /** "a confidential pod is always physically backed". */
  readonly because: string;
  /** The annotation that wins, where it is one. */
  readonly by?: string;
}

/** hcsshim's own option names (`MemorySizeInMB`, …); 64-bit numbers are bigint where they exceed 2^53. */
export type OptionValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly OptionValue[]
  | { readonly [name: string]: OptionValue };

/** The options with their exact types; undefined for a process-isolated pod, which has no utility VM. */
export type UvmOptions =
  | { readonly platform: "wcow"; readonly options: WcowOptions }
  | { readonly platform: "lcow"; readonly options: LcowOptions };

/** Boot VHDs that a confidential Windows pod gets whatever its layers hold. */
export interface ConfidentialBootFiles {
  /** The EFI system partition's VHD. */
  readonly efi: string;
  /** The VHD with the block CIM of the operating system. */
  readonly bootCim: string;
}

/** What hcsshim makes of one sandbox's annotations (`internal/oci/uvm.go:SpecToUVMCreateOpts`). */
export interface ResolvedSandbox {
  readonly platform: Platform;
  readonly confidential: boolean;
  /** Effective isolation type name, "" where not confidential or not Windows. */
  readonly isolationType: string;
  /** Whether `IsJobContainer` calls it a host process pod. */
  readonly isJobContainer: boolean;
  /** The first refusal is the one that hcsshim reports; the others would follow once it is mended. */
  readonly refusals: readonly Refusal[];
  /** Log lines in their order, up to the first refusal; a key that is read twice is logged twice. */
  readonly warnings: readonly ParseWarning[];
  /** Log lines that would follow once the refusals of stage `create` are mended. */
  readonly laterWarnings: readonly ParseWarning[];
  readonly overrides: readonly Override[];
  /** What the handler's runtime options added, by key. */
  readonly added: ReadonlyMap<string, AddedAnnotation>;
  readonly options: { readonly [name: string]: OptionValue };
  readonly uvm: UvmOptions | undefined;
  readonly bootFiles: ConfidentialBootFiles | undefined;
}
