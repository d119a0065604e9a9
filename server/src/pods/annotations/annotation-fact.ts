import type { HcsshimVersion } from "../target.ts";

/** The grammar of a value as the Go code that consumes it reads it. */
export type ValueType =
  | "bool" // strconv.ParseBool
  | "nullable-bool" // strconv.ParseBool; left out of the document where absent
  | "exact-true" // compared with `true`
  | "insensitive-true" // compared with `true` without regard to case
  | "int32" // strconv.ParseInt(…, 10, 32)
  | "uint32" // strconv.ParseUint(…, 10, 32)
  | "uint64" // strconv.ParseUint(…, 10, 64)
  | "uint64-pair" // two uint64 with a semicolon between them
  | "csv-uint32" // uint32 with commas between them, nothing trimmed
  | "csv-uint64"
  | "csv-string" // split at commas, nothing trimmed
  | "csv-path"
  | "enum" // one of allowedValues, exactly
  | "guid" // guid.FromString: 36 characters, no braces
  | "string"
  | "path"
  | "base64-policy" // padded standard base64 of Rego
  | "base64-json" // padded standard base64 of the log sources JSON
  | "registry-json" // array of HCS registry values
  | "hv-socket-json"; // HCS socket service configuration

/** Whether a value holds a document of its own, which can be edited as such. */
export const isStructured = (type: ValueType): boolean => type.startsWith("base64") || type.endsWith("json");

/** What happens to a value that the grammar refuses. */
export type BadValueEffect =
  | "default-with-warning" // the shim logs a warning and goes on as if the key were absent
  | "default-silently" // the same without a log line
  | "refused" // the shim refuses the pod or the container
  | "fails-later" // the shim accepts it; the guest, or the start of the VM, fails
  | "passed-through"; // nobody in hcsshim checks it

/**
 * The kinds of pod that a key acts on: Linux or Windows VMs, with a policy (`c…`) or without, process isolated Windows
 * containers, host process containers.
 */
export type PodKind = "lcow" | "clcow" | "wcow" | "cwcow" | "process" | "hostprocess";

/** What a path names, and on which side; `boot-folder`: a bare file name in the boot files folder. */
export interface PathFact {
  readonly where: "host" | "guest" | "boot-folder";
  readonly what: "file" | "folder" | "pipe";
}

/** Everything known of one annotation that hcsshim declares. */
export interface AnnotationFact {
  /** Byte for byte; for a key family (`isPrefix`) the part before the GUID, with its final dot. */
  readonly key: string;
  /** Name of the constant in hcsshim's Go code. */
  readonly goName: string;
  /** One sentence. */
  readonly summary: string;
  /** Markdown sentences on what hcsshim does. */
  readonly details: readonly string[];
  readonly valueType: ValueType;
  /** For `enum`: every accepted text. Otherwise empty. */
  readonly allowedValues: readonly string[];
  readonly path?: PathFact;
  /** Unit of a number, e.g. `MB`, `bytes`. */
  readonly unit?: string;
  /** Least sensible number; hcsshim refuses less only where `rangeChecked`. */
  readonly minimum?: number;
  readonly maximum?: number;
  readonly rangeChecked: boolean;
  /** The text that does the same as no annotation at all, by kind of pod; kinds without an entry have no default. */
  readonly defaults: Readonly<Partial<Record<PodKind, string>>>;
  /** What the default depends on, where a text does not say it. */
  readonly defaultNote?: string;
  /** Whose annotations are read: the sandbox's, a container's, or both. */
  readonly level: "sandbox" | "container" | "both";
  /** Where the key acts; empty for one that nothing reads. */
  readonly platforms: readonly PodKind[];
  /** Where the key acts in a release of which that is not true. */
  readonly platformsIn?: Readonly<Partial<Record<HcsshimVersion, readonly PodKind[]>>>;
  readonly onBadValue: BadValueEffect;
  /** Conditions under which hcsshim ignores or replaces the value. */
  readonly overriddenWhen: readonly string[];
  /** Keys that must be set too for this one to work. */
  readonly requires: readonly string[];
  /** Keys of which one must be set too. */
  readonly requiresAnyOf: readonly string[];
  readonly conflictsWith: readonly string[];
  /** First tag that knows the key, e.g. `v0.15.0-rc.4`. */
  readonly since: string;
  /** Which releases read the key; 0.15 includes its release candidates. */
  readonly readBy: Readonly<Record<HcsshimVersion, boolean>>;
  /** What containerd-shim-lcow-v2 does with it; `guest`: only the guest reads it. */
  readonly lcowV2: "read" | "ignored" | "rejected" | "guest";
  readonly lcowV2Note?: string;
  readonly deprecated?: { readonly reason: string; readonly replacedBy: string };
  /** Declared in hcsshim's internal package: works, but not meant for production. */
  readonly internal: boolean;
  /** No code of the newest release reads it. */
  readonly neverRead: boolean;
  /** The key is completed by a GUID. */
  readonly isPrefix: boolean;
  /** The UVM options that the key changes on a sandbox, by hcsshim's names; measured. */
  readonly uvmOptions: readonly string[];
  /** False where the key changes nothing of the VM on a sandbox: containers, the guest or the network code read it. */
  readonly effectAtPodLevel: boolean;
  readonly example: string;
}

/** A key that hcsshim does not read, or does not read any more, though users may think so. */
export interface RemovedKey {
  readonly oldKey: string;
  /** The key to write instead, if there is one. */
  readonly newKey: string | null;
  /** First tag without it, where known. */
  readonly removedIn?: string;
  /** Date of the commit that removed it, `YYYY-MM-DD`. */
  readonly removedOn?: string;
  /** One sentence: why, and what to do. */
  readonly note: string;
  /** `foreign`: never a key of hcsshim. */
  readonly origin: "hcsshim" | "foreign";
  /** Releases that still read it. */
  readonly readBy: Readonly<Record<HcsshimVersion, boolean>>;
}

/** An annotation that stands for others: its text is copied to each of them that is absent. */
export interface Expansion {
  readonly key: string;
  readonly expandsTo: readonly string[];
}
