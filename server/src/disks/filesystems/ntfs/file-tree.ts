import type { ProblemLog } from "../../problem.ts";
import { unsafeName } from "../entry-name.ts";
import { describeFile, type FileFacts, type NtfsFile } from "./describe-file.ts";
import type { IndexEntry } from "./directory-index.ts";
import { FileColumns } from "./file-columns.ts";
import type { FileRecord, Mft } from "./mft.ts";
import { type IncompleteDirectory, missingFiles } from "./missing-names.ts";

export const rootRecord = 5;
const firstUserRecord = 16;
/** Some records in front of this one are kept for later and have no names. */
const firstNamedRecord = 24;
/** Files that are kept in memory, and their names and streams; more are left out and said so. */
const maxFiles = 200_000;
const maxNames = 400_000;

/** A file under one of its names. */
export interface NamedFile {
  readonly file: FileFacts;
  readonly name: string;
  /** Record number of the directory that the name is in. */
  readonly directory: number;
}

/** All files of a volume by directory, from the master file table alone: damaged indexes do not matter. Names are numbers. */
export interface FileTree {
  readonly children: ReadonlyMap<number, readonly number[]>;
  /** Names whose directory is lost, and directories that contain themselves. */
  readonly orphans: readonly number[];
  /** Number of the record that a name is for. */
  readonly recordOf: (name: number) => number;
  readonly named: (name: number) => NamedFile;
  /** No file was left out because there are too many. */
  readonly isWhole: boolean;
}

/** What the table says of files and names, a row each; the root has no name. */
interface Found {
  readonly files: FileColumns;
  readonly names: string[];
  /** The row of each name's file. */
  readonly rows: number[];
  /** Number and sequence of each name's directory. */
  readonly parents: number[];
  readonly parentSequences: number[];
  /** How often the record of each directory was reused, by its number. */
  readonly directories: Map<number, number>;
}

/** What goes along with reading the table. */
export interface TreeReader {
  /** Sees every record. */
  inspect(record: FileRecord, file: NtfsFile): void;
  /** Directories whose indexes have more names than these, by the directory's record; asked when all records were seen. */
  incomplete(names: ReadonlyMap<number, number>): readonly IncompleteDirectory[];
}

/** Reads the whole table. */
export function readFileTree(mft: Mft, withDeleted: boolean, reader: TreeReader, log: ProblemLog): FileTree {
  const capacity = Math.min(mft.count, maxFiles);
  const found: Found = {
    files: new FileColumns(capacity),
    names: [],
    rows: [],
    parents: [],
    parentSequences: [],
    directories: new Map(),
  };
  const damaged = new Set<number>();
  let streams = 0;
  let isWhole = true;
  for (const record of mft.records(withDeleted)) {
    const file = describeFile(record);
    if (record.number !== rootRecord && file.names.length === 0) {
      if (record.isInUse && record.number >= firstNamedRecord) damaged.add(record.number);
      continue;
    }
    streams += file.streams.length;
    if (found.files.count >= capacity || found.names.length + streams >= maxNames) {
      log.add("too-many-entries", `More than ${found.files.count} files; the rest is left out.`, 0);
      isWhole = false;
      break;
    }
    reader.inspect(record, file);
    collect(file, found);
    for (const name of file.names) {
      if (name.isUnsafe && record.number !== rootRecord)
        log.add("name-unsafe", unsafeName("", name.name), mft.offsetOf(record.number));
    }
  }
  for (const number of mft.damaged) damaged.add(number);
  const directories = reader.incomplete(countNames(found));
  for (const file of missingFiles(mft, directories, knownNames(found, directories), damaged, log)) {
    if (found.files.count >= capacity) break;
    collect(file, found);
  }
  const { files, names, rows, parents } = found;
  const rowOf = (name: number): number => rows[name] ?? 0;
  return {
    ...putTogether(found),
    isWhole,
    recordOf: (name) => files.recordAt(rowOf(name)),
    named: (name) => ({ file: files.at(rowOf(name)), name: names[name] ?? "", directory: parents[name] ?? rootRecord }),
  };
}

function collect(file: NtfsFile, { files, names, rows, parents, parentSequences, directories }: Found): void {
  const row = files.add(file);
  if (file.isDirectory) directories.set(file.record, file.sequence);
  if (file.record === rootRecord) return;
  for (const { name, parent } of file.names) {
    names.push(name);
    rows.push(row);
    parents.push(parent.record);
    parentSequences.push(parent.sequence);
  }
}

/** How many names of files that are not deleted each directory has. */
function countNames({ files, rows, parents }: Found): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const [name, row] of rows.entries()) {
    const parent = parents[name] ?? rootRecord;
    if (!files.isDeletedAt(row)) counts.set(parent, (counts.get(parent) ?? 0) + 1);
  }
  return counts;
}

/** Whether the file table has a name of one of these directories. */
function knownNames(
  { files, names, rows, parents }: Found,
  directories: readonly IncompleteDirectory[],
): (directory: number, entry: IndexEntry) => boolean {
  const wanted = new Set(directories.map(({ directory }) => directory));
  const keyOf = (directory: number, record: number, name: string): string => `${directory}/${record}/${name}`;
  const known = new Set<string>();
  for (const [name, row] of wanted.size === 0 ? [] : rows.entries()) {
    const parent = parents[name] ?? rootRecord;
    if (wanted.has(parent)) known.add(keyOf(parent, files.recordAt(row), names[name] ?? ""));
  }
  return (directory, { reference, name }) => known.has(keyOf(directory, reference.record, name.name));
}

function putTogether(found: Found): Pick<FileTree, "children" | "orphans"> {
  const { files, rows, parents, parentSequences, directories } = found;
  const children = new Map<number, number[]>();
  const homeless: number[] = [];
  for (const [name, row] of rows.entries()) {
    const parent = parents[name] ?? rootRecord;
    const sequence = directories.get(parent);
    const isHome = parent === rootRecord || (sequence !== undefined && sequence === parentSequences[name]);
    if (!isHome && (sequence === undefined || !files.isDeletedAt(row))) {
      homeless.push(name);
      continue;
    }
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [name]);
    else siblings.push(name);
  }
  return { children, orphans: [...homeless, ...loops(found, children, homeless)] };
}

/** Directories that no path from the root or a homeless directory leads to: one of each such circle. */
function loops(
  { files, rows }: Found,
  children: ReadonlyMap<number, readonly number[]>,
  homeless: readonly number[],
): readonly number[] {
  const reached = new Set<number>();
  const reach = (start: number): void => {
    const waiting = [start];
    for (let record = waiting.pop(); record !== undefined; record = waiting.pop()) {
      if (reached.has(record)) continue;
      reached.add(record);
      for (const name of children.get(record) ?? []) {
        const row = rows[name] ?? 0;
        if (files.isDirectoryAt(row)) waiting.push(files.recordAt(row));
      }
    }
  };
  reach(rootRecord);
  for (const name of homeless) reach(files.recordAt(rows[name] ?? 0));
  const circles: number[] = [];
  for (const [name, row] of rows.entries()) {
    const record = files.recordAt(row);
    if (!files.isDirectoryAt(row) || reached.has(record)) continue;
    circles.push(name);
    reach(record);
  }
  return circles;
}

/** Whether a child of the root is one of the file system's own files. */
export function isSystemRecord(record: number): boolean {
  return record < firstUserRecord && record !== rootRecord;
}
