import type { FileEntry, FileSystem } from "../filesystems/file-system.ts";
import type { OpenedDisk, OpenedPartition } from "../open-disk.ts";
import { ProblemLog } from "../problem.ts";
import { type Footprint, footprints } from "./footprints.ts";
import type { SectorDiff } from "./sector-diff.ts";

const chunkSize = 1024 * 1024;

/** Files of one partition that differ, by path, sorted; streams of NTFS count as files. */
export interface FileDiff {
  readonly partition: number;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** The content differs; a new time alone does not count. */
  readonly modified: readonly string[];
  /** Contents that could not be compared. */
  readonly problems: ProblemLog["problems"];
}

/** Compares the files of two disks, partition by partition; `sectors` tells which contents need not be read. */
export function diffFiles(before: OpenedDisk, after: OpenedDisk, sectors: SectorDiff): readonly FileDiff[] {
  return after.partitions.map((partition) => {
    const counterpart = before.partitions.find((candidate) => isSame(candidate, partition));
    return diffPartition(counterpart, partition, sectors);
  });
}

function isSame(a: OpenedPartition, b: OpenedPartition): boolean {
  return a.id !== "" && a.id === b.id ? true : a.offset === b.offset;
}

function diffPartition(before: OpenedPartition | undefined, after: OpenedPartition, sectors: SectorDiff): FileDiff {
  const log = new ProblemLog();
  const old = filesOf(before?.fileSystem);
  const current = filesOf(after.fileSystem);
  const oldPrints = footprints(before, sectors);
  const newPrints = footprints(after, sectors);
  const modified: string[] = [];
  for (const [path, file] of current) {
    const was = old.get(path);
    if (was === undefined || before?.fileSystem === undefined || after.fileSystem === undefined) continue;
    if (was.size !== file.size) modified.push(path);
    else if (isUntouched(oldPrints.get(path), newPrints.get(path)) && was.node === file.node) continue;
    else if (log.attempt(contentDiffers(before.fileSystem, was, after.fileSystem, file)) === true) modified.push(path);
  }
  return {
    partition: after.index,
    added: [...current.keys()].filter((path) => !old.has(path)).sort(),
    removed: [...old.keys()].filter((path) => !current.has(path)).sort(),
    modified: modified.sort(),
    problems: log.problems,
  };
}

function filesOf(fileSystem: FileSystem | undefined): ReadonlyMap<string, FileEntry> {
  const files = new Map<string, FileEntry>();
  for (const entry of fileSystem?.walk({ streams: true }) ?? [])
    if (entry.kind !== "directory") files.set(entry.path, entry);
  return files;
}

/** The content lies in the same clusters, and none of their sectors changed. */
function isUntouched(before: Footprint | undefined, after: Footprint | undefined): boolean {
  return (
    before !== undefined && after !== undefined && !before.touched && !after.touched && before.place === after.place
  );
}

function contentDiffers(before: FileSystem, was: FileEntry, after: FileSystem, file: FileEntry): () => boolean {
  return () => {
    for (let offset = 0; offset < file.size; offset += chunkSize) {
      if (!before.readFile(was, offset, chunkSize).equals(after.readFile(file, offset, chunkSize))) return true;
    }
    return false;
  };
}
