import type { Platform } from "../manifest/annotation-set.ts";

/** A value that the shim logs as unparsable (`annotation value could not be parsed`) and replaces by its default. */
export interface ParseWarning {
  readonly key: string;
  readonly value: string;
  /** The shim's log message and reason in one sentence. */
  readonly message: string;
}

/** Why hcsshim refuses a sandbox, in hcsshim's own words, and which annotations are to blame. */
export interface Refusal {
  /** The error text as `SpecToUVMCreateOpts`, `ProcessAnnotations` or `VerifyOptions` returns it. */
  readonly message: string;
  readonly keys: readonly string[];
  /** `create`: while annotations are read; `verify`: by `VerifyOptions`; `start`: later, by document, HCS or guest. */
  readonly stage: "create" | "verify" | "start";
}

/** A value that is read and then silently replaced. */
export interface Override {
  readonly key: string;
  readonly written: string;
  readonly effective: string;
  /** "a confidential pod is always physically backed". */
  readonly because: string;
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

/** What hcsshim makes of one sandbox's annotations (`internal/oci/uvm.go:SpecToUVMCreateOpts`). */
export interface ResolvedSandbox {
  readonly platform: Platform;
  readonly confidential: boolean;
  /** Effective isolation type name, "" where not confidential or not Windows. */
  readonly isolationType: string;
  /** The first refusal is the one that hcsshim reports; the others would follow once it is mended. */
  readonly refusals: readonly Refusal[];
  readonly warnings: readonly ParseWarning[];
  readonly overrides: readonly Override[];
  readonly options: { readonly [name: string]: OptionValue };
}
