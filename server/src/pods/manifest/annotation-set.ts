import type { Span } from "../yaml/span.ts";
import type { ScalarStyle, ScalarType } from "../yaml/tree.ts";

/** Which shim branch reads a sandbox: Windows (`wcow`) or Linux (`lcow`) containers on a Windows host. */
export type Platform = "wcow" | "lcow";

/** Whether the pod gets a utility VM (`hypervisor`) or shares the host's kernel (`process`). */
export type Isolation = "hypervisor" | "process";

/**
 * Something the document states, suggests, or leaves open.
 * `stated`: the document says so. `inferred`: its keys or names suggest it. `assumed`: taken from the settings.
 */
export interface Inferred<T> {
  readonly value: T;
  readonly from: "stated" | "inferred" | "assumed";
  /** What told us, as a noun phrase for a message: "spec.os.name", "the key io.microsoft.wcow.debug", "the setting …". */
  readonly reason: string;
}

/** Who reads the document before hcsshim does, and so which rules hold on the way. */
export type Carrier = "kubernetes" | "cri" | "oci";

/**
 * Where the annotations act. `sandbox`: the pod's own; `container`: one container's;
 * `misplaced`: a map that never reaches a pod (`metadata.annotations` of a Deployment).
 */
export type Level = "sandbox" | "container" | "misplaced";

/** How the annotations map is written; decides how an edit of it must be written. */
export type MapSyntax = "yaml-block" | "yaml-flow" | "json" | "template-line";

/** One `key: value` of an annotations map. */
export interface Annotation {
  /** The key, decoded, byte for byte as hcsshim would look it up. */
  readonly key: string;
  readonly keySpan: Span;
  readonly keyStyle: ScalarStyle;
  /** The value as the shim would get it; the source text where it is no string; "" where nothing is written. */
  readonly value: string;
  /** The value with its quotes; empty, right after the colon, where nothing is written. */
  readonly valueSpan: Span;
  readonly valueStyle: ScalarStyle;
  /** The type the document's consumer sees; `collection` is a nested map or list, `missing` nothing at all. */
  readonly valueType: ScalarType | "collection" | "missing";
  /** The whole entry from the key's first to the value's last character. */
  readonly span: Span;
  /** False where an alias, a merge key or a template expression makes the value unknown: no value rule may fire. */
  readonly valueKnown: boolean;
}

/** What else a document says that hcsshim, containerd or Kubernetes combine with the annotations. */
export interface PodFacts {
  readonly runtimeClassName?: string;
  /** `securityContext.windowsOptions.hostProcess`, of the pod or of any container. */
  readonly hostProcess?: boolean;
  /** Memory limit of an OCI spec or of CRI pod resources, bytes. */
  readonly memoryLimitInBytes?: bigint;
  /** `windows.resources.cpu` or `linux.resources.cpu` of an OCI spec, as written. */
  readonly processorCount?: bigint;
  readonly processorMaximum?: bigint;
  readonly processorWeight?: bigint;
  /** `windows.resources.storage.iops` and `.bps` of an OCI spec, as written. */
  readonly storageIops?: bigint;
  readonly storageBps?: bigint;
  /** `windows.credentialSpec` of an OCI spec is a text. */
  readonly credentialSpec?: boolean;
  /** An OCI spec's container-type annotation says sandbox or container; undefined for a standalone task. */
  readonly ociType?: "sandbox" | "container";
  /** An OCI spec without the `windows` object that every spec for hcsshim has: nothing but its keys tells whose it is. */
  readonly otherRuntime?: true;
  /** `windows.devices` (assigned devices) are present. */
  readonly assignedDevices?: boolean;
}

/** One annotations map of a document, with everything that rules need to know of its surroundings. */
export interface AnnotationSet {
  /** Kubernetes kind, or `PodSandboxConfig`, `ContainerConfig`, `OciSpec`. */
  readonly kind: string;
  readonly carrier: Carrier;
  readonly level: Level;
  readonly name: string | undefined;
  readonly syntax: MapSyntax;
  /** The map itself (the value of `annotations`). */
  readonly span: Span;
  /** The word `annotations` that owns the map. */
  readonly ownerSpan: Span;
  /** In source order, duplicates included. */
  readonly annotations: readonly Annotation[];
  /** Set where there may be more annotations than are seen (template expressions, unresolved merge keys): absence proves nothing. */
  readonly incomplete?: true;
  readonly platform: Inferred<Platform>;
  readonly isolation: Inferred<Isolation>;
  readonly facts: PodFacts;
  /** Property names from the document's root to the map, e.g. `["spec","template","metadata","annotations"]`. */
  readonly path: readonly (string | number)[];
  /** For `misplaced`: the path where the annotations belong, relative to the same object. */
  readonly belongsAt?: readonly (string | number)[];
}
