import type { FileEntry } from "../filesystems/file-system.ts";
import type { OpenedDisk, OpenedPartition } from "../open-disk.ts";
import { ProblemLog } from "../problem.ts";
import { FileTable } from "./file-table.ts";
import { type SectorDiff, touches } from "./sector-diff.ts";

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
  const added: string[] = [];
  const modified: string[] = [];
  const isEqual = sectors.changedSectors === 0 && sectors.problems.length === 0 && before?.offset === after.offset;
  const old = new FileTable(isEqual ? [] : walk(before));
  before?.fileSystem?.release();
  for (const file of isEqual ? [] : walk(after)) {
    if (file.kind === "directory") continue;
    const was = old.take(file.path);
    if (was === undefined) added.push(file.path);
    else if (was.size !== file.size) modified.push(file.path);
    else if (log.attempt(() => contentDiffers(before, was, after, file, sectors)) === true) modified.push(file.path);
  }
  return {
    partition: after.index,
    added: added.sort(),
    removed: [...old.left].sort(),
    modified: modified.sort(),
    problems: log.problems,
  };
}

function walk(partition: OpenedPartition | undefined): Iterable<FileEntry> {
  return partition?.fileSystem?.walk({ streams: true }) ?? [];
}

/** Compares two contents of one size, where it may be that they differ. @throws DiskError where they cannot be read */
function contentDiffers(
  before: OpenedPartition | undefined,
  was: FileEntry,
  after: OpenedPartition,
  file: FileEntry,
  sectors: SectorDiff,
): boolean {
  if (before?.fileSystem === undefined || after.fileSystem === undefined) return false;
  if (was.node === file.node && isUntouched(before, was, after, file, sectors)) return false;
  for (let offset = 0; offset < file.size; offset += chunkSize) {
    const [old, current] = [
      before.fileSystem.readFile(was, offset, chunkSize),
      after.fileSystem.readFile(file, offset, chunkSize),
    ];
    if (!old.equals(current)) return true;
  }
  return false;
}

/** The content lies in the same places, and none of their sectors changed. */
function isUntouched(
  before: OpenedPartition,
  was: FileEntry,
  after: OpenedPartition,
  file: FileEntry,
  { ranges, sectorSize }: SectorDiff,
): boolean {
  const places = after.fileSystem?.placesOf(file) ?? [];
  if (places.some(({ offset, length }) => touches(ranges, sectorSize, after.offset + offset, length))) return false;
  const old = before.fileSystem?.placesOf(was) ?? [];
  return (
    before.offset === after.offset &&
    old.length === places.length &&
    old.every(({ offset, length }, index) => offset === places[index]?.offset && length === places[index].length)
  );
}
