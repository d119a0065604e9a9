import type { BootStatus, DiskEntry, DiskPartition } from "../../../../server/src/protocol.ts";
import type { DataFolder } from "../runs/data-folder.ts";
import type { RunFile } from "../runs/group-runs.ts";
import type { Run } from "../runs/run.ts";

/** A row of the Debug Artifacts view. */
export type ArtifactNode =
  | FolderNode
  | RunNode
  | FileNode
  | { readonly kind: "guest-wrote"; readonly run: Run }
  | { readonly kind: "timeline"; readonly run: Run; readonly status: BootStatus }
  | PartitionNode
  | EntryNode
  | { readonly kind: "message"; readonly text: string; readonly isProblem: boolean };

export interface FolderNode {
  readonly kind: "folder";
  readonly folder: DataFolder;
}

export interface RunNode {
  readonly kind: "run";
  readonly run: Run;
}

/** A file of a run: a disk that can be looked into, or a file that is opened. */
export interface FileNode {
  readonly kind: "file";
  readonly run: Run;
  readonly file: RunFile;
  /** It is a differencing disk. */
  readonly isChild: boolean;
}

export interface PartitionNode {
  readonly kind: "partition";
  readonly image: string;
  readonly partition: DiskPartition;
}

/** A file or directory inside of an image. */
export interface EntryNode {
  readonly kind: "entry";
  readonly image: string;
  readonly partition: number;
  /** From the root of the file system. */
  readonly path: string;
  readonly entry: DiskEntry;
}
