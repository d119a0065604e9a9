/** What the extension asks the process that reads disk images (`dist/disks.js`). Messages are cloned, so bytes stay bytes. */

/** An image file on this machine. */
export interface ImageParams {
  /** Absolute path. */
  readonly image: string;
  /** Files that the user pointed at as parents of differencing disks. */
  readonly parents?: readonly string[];
}

/** A file or directory inside of an image. */
export interface DiskPlace extends ImageParams {
  /** Index in the partition table; 0 where there is no table. */
  readonly partition: number;
  /** From the file system's root, separated by `/`, without a leading one; "" is the root. */
  readonly path: string;
}

/** Something that is wrong, was repaired or cannot be read. */
export interface DiskProblem {
  readonly code: string;
  readonly message: string;
  /** Bytes: of the image file for its container, of the virtual disk for partitions and file systems. */
  readonly offset: number;
}

export interface DiskEntry {
  /** The last part of its path; a stream's is `file:stream`. */
  readonly name: string;
  readonly kind: "file" | "directory" | "stream" | "link" | "reparse";
  readonly size: number;
  /** Milliseconds since 1970; 0 where they are not set. */
  readonly modified: number;
  readonly created: number;
  readonly deleted: boolean;
  /** Where a link leads. */
  readonly target?: string;
  /** Whether it can be shown as text that explains it, as far as its name tells. */
  readonly artifact: boolean;
}

export interface DiskPartition {
  readonly index: number;
  /** Bytes from the start of the virtual disk. */
  readonly offset: number;
  readonly size: number;
  readonly typeName: string;
  /** GPT name and GUID; empty without. */
  readonly name: string;
  readonly id: string;
  /** Null where no file system is read; `explanation` says why. */
  readonly fileSystem: {
    readonly kind: string;
    readonly label: string;
    readonly serial: string;
    readonly clusterSize: number;
  } | null;
  readonly explanation: string;
  /** In a word what is in it where no file system is read, such as `empty`; else empty. */
  readonly content: string;
}

/** A file that can be shown as text. */
export interface DiskArtifact {
  readonly kind: string;
  /** Null: the image itself is the artifact. */
  readonly partition: number | null;
  readonly path: string;
}

/** A disk of a chain, the image itself first. */
export interface ChainLink {
  readonly kind: string;
  /** As its child names it; the image's own path for the first. */
  readonly name: string;
  readonly isMissing: boolean;
}

/** Stretches of the virtual disk that are stored, ascending; the first of them where there are too many to show. */
export interface StoredStretches {
  readonly count: number;
  readonly first: readonly { readonly offset: number; readonly size: number }[];
}

/** What an image is. Sizes and offsets are in bytes. */
export interface DiskOverview {
  readonly kind: string;
  readonly fileSize: number;
  readonly virtualSize: number;
  readonly allocatedSize: number;
  /** 0 where everything is allocated. */
  readonly blockSize: number;
  readonly sectorSize: number;
  /** Empty where the container has none. */
  readonly identifier: string;
  readonly chain: readonly ChainLink[];
  /** One line: what the disk is. */
  readonly verdict: string;
  readonly scheme: "gpt" | "mbr" | "none";
  readonly diskId: string;
  readonly partitions: readonly DiskPartition[];
  /** How much of each equal part of the virtual disk is stored, from 0 to 1. */
  readonly allocation: readonly number[];
  readonly stored: StoredStretches;
  readonly artifacts: readonly DiskArtifact[];
  /** The image as text, where it is itself an artifact, such as a guest state file. */
  readonly text: string;
  readonly problems: readonly DiskProblem[];
}

export interface ArtifactText {
  readonly kind: string;
  readonly text: string;
}

export interface ChangedFile {
  /** Index of its partition on the earlier disk; null where that did not have the partition. */
  readonly partitionBefore: number | null;
  /** The same on the later disk. */
  readonly partitionAfter: number | null;
  readonly path: string;
  readonly change: "added" | "removed" | "modified";
  /** Whether it can be compared as text that explains it. */
  readonly artifact: boolean;
  /** Line of the file in the report, from 0. */
  readonly line: number;
}

/** The boot status log of a disk. */
export interface BootStatus {
  readonly partition: number;
  readonly path: string;
  /** How the newest boot in it ended; null where there is none. */
  readonly outcome: {
    readonly kind: "launched" | "failed" | "unfinished";
    readonly text: string;
    /** The same in a few words. */
    readonly brief: string;
  } | null;
}

/** What was written between two states of a disk. */
export interface DiskComparison {
  readonly text: string;
  readonly changedSectors: number;
  readonly files: readonly ChangedFile[];
}

export interface FoundFile {
  readonly partition: number;
  readonly path: string;
  readonly size: number;
  /** Whether it can be shown as text that explains it. */
  readonly artifact: boolean;
}

/** A part of an image. */
export interface DiskArea extends ImageParams {
  /** Null: everything in the image, whatever the path. */
  readonly partition: number | null;
  /** A file, or a directory with all that it holds. */
  readonly path: string;
}

/** A text that was found in a file. */
export interface FoundText {
  /** Null: the image itself is the file, such as a guest state file. */
  readonly partition: number | null;
  readonly path: string;
  /** Whether the file can be shown as text that explains it, as far as its name tells. */
  readonly artifact: boolean;
  /** From 0; null where the file is no text. */
  readonly line: number | null;
  /** What stands around it, on one line. */
  readonly preview: string;
}

export interface FoundTexts {
  readonly matches: readonly FoundText[];
  /** Whether there are more than were asked for. */
  readonly hasMore: boolean;
  /** Files that could not be read, or are kept secret. */
  readonly unread: number;
}

export interface ExtractParams extends DiskArea {
  /** Folder that the file, or the directory's content, is put into; it is made where it is missing. Absolute. */
  readonly target: string;
}

export interface ExtractResult {
  readonly files: number;
  readonly bytes: number;
  /** What could not be extracted, or not under its own name: a sentence each. */
  readonly problems: readonly string[];
}

export interface BootFilesParams {
  /** The boot files root. Absolute. */
  readonly folder: string;
  /** As written in the spec; another text than the three counts as SecureNestedPaging, as hcsshim takes it. */
  readonly isolation: string;
}

export interface BootFilesReport {
  readonly text: string;
  /** Whether everything that a boot needs is there and can be read. */
  readonly isComplete: boolean;
}

/**
 * Answer of the language server's request `confidentialPods/debugFolders`, which takes nothing: the folders that the specs
 * of the workspace name, as they are written, each once.
 */
export interface DebugFolders {
  readonly debugDataPaths: readonly string[];
  readonly bootFilesRoots: readonly string[];
}

/** Every call with what it takes and gives. */
export interface DiskCalls {
  readonly overview: { readonly params: ImageParams; readonly result: DiskOverview };
  readonly verdict: { readonly params: ImageParams; readonly result: string };
  readonly partitions: { readonly params: ImageParams; readonly result: readonly DiskPartition[] };
  /** Whether the image is a differencing disk, which needs a parent. */
  readonly isChild: { readonly params: ImageParams; readonly result: boolean };
  /** Null: the disk has none. */
  readonly bootStatus: { readonly params: ImageParams; readonly result: BootStatus | null };
  /** The disk that a preserved one was copied from before its boot, by the record of its run; null: that is not known. */
  readonly pristine: { readonly params: ImageParams; readonly result: string | null };
  readonly list: {
    readonly params: DiskPlace & { readonly deleted?: boolean; readonly streams?: boolean };
    readonly result: readonly DiskEntry[];
  };
  /** Null: there is no such file. */
  readonly stat: { readonly params: DiskPlace; readonly result: DiskEntry | null };
  readonly read: { readonly params: DiskPlace; readonly result: Uint8Array };
  /** With `partition` null the image itself. */
  readonly artifact: {
    readonly params: ImageParams & { readonly partition: number | null; readonly path: string };
    readonly result: ArtifactText;
  };
  readonly compare: {
    /** `of`: a disk with what it was before its guest wrote to it, or the disks of two runs. */
    readonly params: {
      readonly before: ImageParams;
      readonly after: ImageParams;
      readonly of: "guest-writes" | "runs";
    };
    readonly result: DiskComparison;
  };
  readonly find: {
    /** With `partition` null in every partition. */
    readonly params: ImageParams & {
      readonly partition: number | null;
      readonly text: string;
      readonly limit: number;
    };
    readonly result: readonly FoundFile[];
  };
  /** Finds a text in the contents of files; the case of ASCII letters does not count. */
  readonly findText: {
    readonly params: DiskArea & { readonly text: string; readonly limit: number };
    readonly result: FoundTexts;
  };
  readonly extract: { readonly params: ExtractParams; readonly result: ExtractResult };
  readonly bootFiles: { readonly params: BootFilesParams; readonly result: BootFilesReport };
  /** Closes what is kept open of a file, so that it can be renamed or deleted. */
  readonly release: { readonly params: ImageParams; readonly result: null };
}

export type DiskMethod = keyof DiskCalls;

/** From the extension: a call, or that its answer is no longer wanted. */
export type DiskMessage =
  | { readonly type: "call"; readonly call: number; readonly method: DiskMethod; readonly params: unknown }
  | { readonly type: "cancel"; readonly call: number };

/** To the extension: one answer a call, and progress before it. */
export type DiskAnswer =
  | { readonly type: "result"; readonly call: number; readonly value: unknown }
  /** `message` is a sentence for the user, or says with `stack` what is wrong in us; `cancelled` where the call was. */
  | {
      readonly type: "error";
      readonly call: number;
      readonly code: string;
      readonly message: string;
      readonly stack?: string | undefined;
    }
  | { readonly type: "progress"; readonly call: number; readonly fraction: number };
