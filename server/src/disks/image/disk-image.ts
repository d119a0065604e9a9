import type { ByteSource } from "../byte-source.ts";
import type { Problem } from "../problem.ts";

export type ImageKind =
  | "raw"
  | "vhd-fixed"
  | "vhd-dynamic"
  | "vhd-differencing"
  | "vhdx-fixed"
  | "vhdx-dynamic"
  | "vhdx-differencing";

/** A stretch of the virtual disk, in bytes. */
export interface DiskRange {
  readonly offset: number;
  readonly length: number;
}

/** One way in which a differencing disk names its parent, as text from the image: a Windows path in the writer's world. */
export interface ParentLocator {
  /** VHD: `W2ru`, `W2ku`, `parent name`; VHDX: `relative_path`, `volume_path`, `absolute_win32_path`. */
  readonly kind: string;
  readonly path: string;
}

/** What a differencing disk says about its parent, in the order in which to try. */
export interface ParentRequest {
  readonly locators: readonly ParentLocator[];
  /** The identifier that the parent must have: VHD footer unique id, or VHDX data write GUID. */
  readonly identifier: string;
  /** Another identifier that the parent may have instead: VHDX `parent_linkage2`. */
  readonly alternative?: string;
  /** {@link FoundParent.identity} of the image that asks: relative paths start at its folder. */
  readonly childIdentity: string;
}

export interface FoundParent {
  readonly source: ByteSource;
  /** Tells files apart, e.g. the real path: a chain that meets one twice is a loop. */
  readonly identity: string;
}

/** Opens the parent that is asked for; `undefined` where there is none to be found. */
export type ParentResolver = (request: ParentRequest) => FoundParent | undefined;

export type ParentLink =
  /** `identity`: of the file that was found. */
  | { readonly state: "open"; readonly request: ParentRequest; readonly identity: string; readonly image: DiskImage }
  | { readonly state: "missing"; readonly request: ParentRequest };

export interface OpenImageOptions {
  readonly resolveParent?: ParentResolver;
  /** Identity of the image itself, for relative parent paths and to find loops. */
  readonly identity?: string;
}

/** An opened container. */
export interface DiskImage {
  readonly kind: ImageKind;
  /** Size of the virtual disk in bytes. */
  readonly virtualSize: number;
  /** Size of a logical sector in bytes, where the container says it: 512 or 4096. */
  readonly sectorSize: number;
  /** Bytes that are allocated at once; 0 where everything is allocated (fixed and raw). */
  readonly blockSize: number;
  /** VHD footer unique id, VHDX virtual disk id (SCSI page 83); what HCS sets as the scratch's identifier. */
  readonly identifier: string | undefined;
  /** What a child names as its parent's identifier: VHD footer unique id, or VHDX data write GUID. */
  readonly linkIdentifier: string | undefined;
  readonly parent: ParentLink | undefined;
  /** Grows while the disk is read: a block is checked when it is needed. */
  readonly problems: readonly Problem[];
  /** Bytes of the virtual disk that this file, without its parents, has room for. */
  readonly allocatedBytes: number;
  /** Stretches of the virtual disk that this file or a parent stores, ascending and merged; all else reads as zeros. */
  allocatedRanges(): readonly DiskRange[];
  /** The virtual disk. */
  readonly source: ByteSource;
}
