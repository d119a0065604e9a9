import type { Problem } from "../problem.ts";

/**
 * **stream**: an alternate data stream, `file:stream`. **link**: a symbolic link or junction, never followed.
 * **reparse**: another reparse point, e.g. a file whose content is elsewhere.
 */
export type EntryKind = "file" | "directory" | "stream" | "link" | "reparse";

/** One name in a file system: plain data, cheap enough to make 10,000 of. */
export interface FileEntry {
  /** From the root, separated by `/`, without a leading one; the root itself is empty. */
  readonly path: string;
  /** The last part of the path; for a stream with the file's name: `file:stream`. */
  readonly name: string;
  readonly kind: EntryKind;
  /** Bytes of content; 0 for directories. */
  readonly size: number;
  /** Milliseconds since 1970. FAT stores local time without a zone, it is taken as UTC. `undefined`: not set. */
  readonly modified: number | undefined;
  readonly created: number | undefined;
  /** Windows file attributes. */
  readonly attributes: number;
  /** Deleted, found by what was left in the directory or file table. */
  readonly deleted: boolean;
  /** Where a link leads, as it is stored; else `undefined`. */
  readonly target: string | undefined;
  /** What the file system finds the content by: FAT first cluster, NTFS file record number. */
  readonly node: number;
  /** `false`: {@link ListOptions.touches} holds neither for what describes the file nor for its content. Else it may. */
  readonly isTouched?: boolean | undefined;
}

/** Asks something of the bytes `[offset, offset + length)` of a volume. */
export type StretchTest = (offset: number, length: number) => boolean;

export interface ListOptions {
  /** Also alternate data streams. */
  readonly streams?: boolean;
  /** Also deleted entries. */
  readonly deleted?: boolean;
  /** Also the file system's own files, such as `$MFT`. */
  readonly system?: boolean;
  /** Tells the entries that lie in some stretches apart, where that costs nothing: NTFS does it while its table is read. */
  readonly touches?: StretchTest | undefined;
  /** Leaves out files that `touches` is known not to hold for. */
  readonly onlyTouched?: boolean;
}

/** A stretch of the volume in bytes and what it is for. */
export interface OwnedExtent {
  /** Bytes from the start of the volume. */
  readonly offset: number;
  readonly length: number;
  readonly owner: ExtentOwner;
}

/** A stretch of the volume in bytes from its start. */
export interface VolumeStretch {
  readonly offset: number;
  readonly length: number;
}

/** **system**: boot sectors and the file system's own tables; **file**: content, up to `size`, then slack. */
export type ExtentOwner =
  | { readonly kind: "system"; readonly name: string }
  | { readonly kind: "directory"; readonly path: string }
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "slack"; readonly path: string };

/** A readable file system; nothing is ever written. */
export interface FileSystem {
  readonly kind: "FAT12" | "FAT16" | "FAT32" | "NTFS";
  readonly label: string;
  /** Volume serial number in upper-case hex. */
  readonly serial: string;
  /** Bytes in a cluster. */
  readonly clusterSize: number;
  /** Where this is equal for two states of a volume, their nodes lie in the same places. */
  readonly nodePlaces: string;
  /** Grows while the file system is read. */
  readonly problems: readonly Problem[];
  /** The entry at a path, compared as the file system does; `undefined`: there is none. */
  find(path: string): FileEntry | undefined;
  /** What a directory holds; empty, with a problem, where it cannot be read. */
  list(directory: FileEntry | string, options?: ListOptions): readonly FileEntry[];
  /** Every entry but the root, each directory before what it holds. Checks on the way that contents can be reached. */
  walk(options?: ListOptions): Iterable<FileEntry>;
  /**
   * Content from `offset`, at most `length` bytes, fewer at the end of the file.
   * @throws DiskError where it cannot be read.
   */
  readFile(entry: FileEntry, offset: number, length: number): Buffer;
  /**
   * The same into the caller's own bytes. @returns how many there are: fewer than `target` has at the end of the file.
   * @throws DiskError where it cannot be read.
   */
  readFileInto(entry: FileEntry, offset: number, target: Buffer): number;
  /**
   * Where a content lies, and what says so of it alone: where these are the same stretches and have the same bytes, the
   * content is the same. @throws DiskError where that cannot be told.
   */
  placesOf(entry: FileEntry): readonly VolumeStretch[];
  /** Whose the bytes of the volume are, at least those that are touched; what is not named is free. */
  extents(touches?: StretchTest): Iterable<OwnedExtent>;
  /** Gives up what walks left in memory; another one reads it again. */
  release(): void;
}
