import type { ProblemLog } from "../../problem.ts";
import { describeFile, type NtfsFile } from "./describe-file.ts";
import type { NtfsName } from "./file-name.ts";
import type { FileRecord, Mft } from "./mft.ts";

export const rootRecord = 5;
const firstUserRecord = 16;
/** Named files that are kept in memory; more are left out and said so. */
const maxFiles = 200_000;

/** A file under one of its names. */
export interface NamedFile {
  readonly file: NtfsFile;
  readonly name: NtfsName;
}

/** All files of a volume by directory, from the master file table alone: damaged indexes do not matter. */
export interface FileTree {
  readonly children: ReadonlyMap<number, readonly NamedFile[]>;
  /** Files whose directory is lost, and directories that contain themselves. */
  readonly orphans: readonly NamedFile[];
}

/** Reads the whole table; `inspect` sees every record on the way. */
export function readFileTree(
  mft: Mft,
  withDeleted: boolean,
  inspect: (record: FileRecord, file: NtfsFile) => void,
  log: ProblemLog,
): FileTree {
  const files = new Map<number, NtfsFile>();
  for (const record of mft.records(withDeleted)) {
    const file = describeFile(record);
    if (record.number !== rootRecord && file.names.length === 0) continue;
    if (files.size >= maxFiles) {
      log.add("too-many-entries", `More than ${maxFiles} files; the rest is left out.`, 0);
      break;
    }
    inspect(record, file);
    files.set(record.number, file);
  }
  const children = new Map<number, NamedFile[]>();
  const homeless: NamedFile[] = [];
  for (const file of files.values()) {
    if (file.record === rootRecord) continue;
    for (const name of file.names) {
      const parent = files.get(name.parent.record);
      const isHome =
        (parent?.isDirectory === true && parent.sequence === name.parent.sequence) || name.parent.record === rootRecord;
      if (!isHome && !(file.isDeleted && parent?.isDirectory === true)) {
        homeless.push({ file, name });
        continue;
      }
      const siblings = children.get(name.parent.record);
      if (siblings === undefined) children.set(name.parent.record, [{ file, name }]);
      else siblings.push({ file, name });
    }
  }
  return { children, orphans: [...homeless, ...loops(files, children, homeless)] };
}

/** Directories that no path from the root or a homeless directory leads to: one of each such circle. */
function loops(
  files: ReadonlyMap<number, NtfsFile>,
  children: ReadonlyMap<number, readonly NamedFile[]>,
  homeless: readonly NamedFile[],
): readonly NamedFile[] {
  const reached = new Set<number>();
  const reach = (start: number): void => {
    const waiting = [start];
    for (let record = waiting.pop(); record !== undefined; record = waiting.pop()) {
      if (reached.has(record)) continue;
      reached.add(record);
      for (const { file } of children.get(record) ?? []) if (file.isDirectory) waiting.push(file.record);
    }
  };
  reach(rootRecord);
  for (const { file } of homeless) reach(file.record);
  const found: NamedFile[] = [];
  for (const file of files.values()) {
    const [name] = file.names;
    if (!file.isDirectory || reached.has(file.record) || name === undefined) continue;
    found.push({ file, name });
    reach(file.record);
  }
  return found;
}

/** Whether a child of the root is one of the file system's own files. */
export function isSystemRecord(record: number): boolean {
  return record < firstUserRecord && record !== rootRecord;
}
