import type { FileEntry, StretchTest } from "../filesystems/file-system.ts";
import type { OpenedDisk, OpenedPartition } from "../open-disk.ts";
import { ProblemLog } from "../problem.ts";
import { ContentComparison } from "./content-comparison.ts";
import { FileTable } from "./file-table.ts";
import type { Ownership } from "./ownership.ts";
import { PathList } from "./path-list.ts";
import type { SectorDiff } from "./sector-diff.ts";

/** Files after which control is given back. */
const filesInStep = 64;

/** Files of one partition that differ, by path, sorted; streams of NTFS count as files. */
export interface FileDiff {
  /** Index of the partition on the earlier disk; `undefined`: it is new. */
  readonly before: number | undefined;
  /** Index of the partition on the later disk; `undefined`: it is gone. */
  readonly after: number | undefined;
  readonly added: PathList;
  readonly removed: PathList;
  /** The content differs; a new time alone does not count. */
  readonly modified: PathList;
  /** Contents that could not be compared. */
  readonly problems: ProblemLog["problems"];
}

/**
 * Compares the files of two disks, partition by partition; `sectors` tells which contents need not be read. On the way
 * `owners` learn whose the changed sectors are, so that each file system is looked through once. Gives back control
 * after some files, so that a caller can stop.
 */
export function* compareFiles(
  before: OpenedDisk,
  after: OpenedDisk,
  sectors: SectorDiff,
  owners: { readonly before: Ownership; readonly after: Ownership },
): Generator<void, readonly FileDiff[]> {
  const files: FileDiff[] = [];
  for (const [was, is] of pairs(before.partitions, after.partitions)) {
    files.push(yield* comparePartition(was, is, sectors, owners));
  }
  return files;
}

/** Partitions with what they were: the same identifier, else the same place. Those that are gone come last. */
function pairs(
  before: readonly OpenedPartition[],
  after: readonly OpenedPartition[],
): readonly (readonly [OpenedPartition | undefined, OpenedPartition | undefined])[] {
  const left = new Set(before);
  const found = new Map<OpenedPartition, OpenedPartition>();
  const match = (isSame: (was: OpenedPartition, is: OpenedPartition) => boolean): void => {
    for (const is of after) {
      const was = found.has(is) ? undefined : [...left].find((candidate) => isSame(candidate, is));
      if (was === undefined) continue;
      found.set(is, was);
      left.delete(was);
    }
  };
  match((was, is) => was.id !== "" && was.id === is.id);
  match((was, is) => was.offset === is.offset);
  return [...after.map((is) => [found.get(is), is] as const), ...[...left].map((was) => [was, undefined] as const)];
}

function* comparePartition(
  before: OpenedPartition | undefined,
  after: OpenedPartition | undefined,
  sectors: SectorDiff,
  owners: { readonly before: Ownership; readonly after: Ownership },
): Generator<void, FileDiff> {
  const log = new ProblemLog();
  const [added, removed, modified] = [new PathList(), new PathList(), new PathList()];
  const isEqual = sectors.changedSectors === 0 && sectors.problems.length === 0 && before?.offset === after?.offset;
  if (isEqual) return { before: before?.index, after: after?.index, added, removed, modified, problems: [] };
  const touches = (partition: OpenedPartition | undefined): StretchTest => {
    const origin = partition?.offset ?? 0;
    return (offset, length) => sectors.ranges.touches(sectors.sectorSize, origin + offset, length);
  };
  const old = new FileTable();
  const wasTouched = touches(before);
  for (const file of inSteps(before, wasTouched)) {
    if (file === undefined) yield;
    else old.add(file);
  }
  if (before !== undefined) yield* owners.before.add(before, wasTouched);
  const contents = new ContentComparison(before, after, sectors);
  const isTouched = touches(after);
  for (const file of inSteps(after, isTouched)) {
    if (file === undefined) {
      yield;
      continue;
    }
    const was = old.take(file);
    if (was === undefined) added.add(file.path);
    else if (was.size !== file.size) modified.add(file.path);
    else if (contents.areSame(was, file)) continue;
    else if ((yield* attempt(contents.differ(was, file), log)) === true) modified.add(file.path);
  }
  for (const path of old.left()) removed.add(path);
  if (after !== undefined) yield* owners.after.add(after, isTouched);
  return { before: before?.index, after: after?.index, added, removed, modified, problems: log.problems };
}

/** The files of a partition, without directories, and `undefined` where control should be given back. */
function* inSteps(partition: OpenedPartition | undefined, touches: StretchTest): Generator<FileEntry | undefined> {
  let count = 0;
  for (const file of partition?.fileSystem?.walk({ streams: true, touches }) ?? []) {
    if (++count % filesInStep === 0) yield undefined;
    if (file.kind !== "directory") yield file;
  }
}

function* attempt<Result>(steps: Generator<void, Result>, log: ProblemLog): Generator<void, Result | undefined> {
  try {
    return yield* steps;
  } catch (error) {
    log.take(error);
    return undefined;
  }
}
