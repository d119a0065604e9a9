import type { ProblemLog } from "../../problem.ts";
import { unsafeName } from "../entry-name.ts";
import { describeFile, type FileFacts, type NtfsFile } from "./describe-file.ts";
import type { IndexEntry } from "./directory-index.ts";
import { FileColumns } from "./file-columns.ts";
import type { FileRecord, Mft } from "./mft.ts";
import { type IncompleteDirectory, missingFiles } from "./missing-names.ts";
import { NameColumns } from "./name-columns.ts";
import { type PlacedNames, placeNames } from "./place-names.ts";
import { rootRecord } from "./system-records.ts";

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
export interface FileTree extends PlacedNames {
  /** Number of the record that a name is for. */
  readonly recordOf: (name: number) => number;
  readonly named: (name: number) => NamedFile;
  /** Whether what a name is for may be touched, or hold what is. */
  readonly mayTouch: (name: number) => boolean;
  /** No file was left out because there are too many. */
  readonly isWhole: boolean;
}

/** What goes along with reading the table. */
export interface TreeReader {
  /** Sees every record. */
  inspect(record: FileRecord, file: NtfsFile): void;
  /** Directories whose indexes have more names than the table has for them; asked when all records were seen. */
  incomplete(namesIn: (directory: number) => number): readonly IncompleteDirectory[];
}

/** Reads the whole table; `isTouched` is asked of every record, where it is given. */
export function readFileTree(
  mft: Mft,
  withDeleted: boolean,
  reader: TreeReader,
  log: ProblemLog,
  isTouched?: (record: FileRecord) => boolean,
): FileTree {
  const capacity = Math.min(mft.count, maxFiles);
  const files = new FileColumns(capacity);
  const names = new NameColumns(mft.scanned);
  const collect = (file: NtfsFile): void => {
    const row = files.add(file);
    if (file.isDirectory) names.addDirectory(file);
    if (file.record !== rootRecord) for (const name of file.names) names.add(name, row);
  };
  const damaged = new Set<number>();
  let streams = 0;
  let isWhole = true;
  for (const record of mft.records(withDeleted)) {
    const file = describeFile(record, isTouched?.(record));
    if (record.number !== rootRecord && file.names.length === 0) {
      if (record.isInUse && record.number >= firstNamedRecord) damaged.add(record.number);
      continue;
    }
    streams += file.streams.length;
    if (files.count >= capacity || names.count + streams >= maxNames) {
      log.add("too-many-entries", `More than ${files.count} files; the rest is left out.`, 0);
      isWhole = false;
      break;
    }
    reader.inspect(record, file);
    collect(file);
    for (const name of file.names) {
      if (name.isUnsafe && record.number !== rootRecord)
        log.add("name-unsafe", unsafeName("", name.name), mft.offsetOf(record.number));
    }
  }
  for (const number of mft.damaged) damaged.add(number);
  const directories = reader.incomplete(names.countByDirectory(files));
  for (const file of missingFiles(mft, directories, knownNames(files, names, directories), damaged, log)) {
    if (files.count >= capacity) break;
    collect(file);
  }
  return {
    ...placeNames(files, names),
    isWhole,
    mayTouch: (name) => files.isTouchedAt(names.rowAt(name)) || files.isDirectoryAt(names.rowAt(name)),
    recordOf: (name) => files.recordAt(names.rowAt(name)),
    named: (name) => ({
      file: files.at(names.rowAt(name)),
      name: names.textAt(name),
      directory: names.directoryAt(name),
    }),
  };
}

/** Whether the file table has a name of one of these directories. */
function knownNames(
  files: FileColumns,
  names: NameColumns,
  directories: readonly IncompleteDirectory[],
): (directory: number, entry: IndexEntry) => boolean {
  const wanted = new Set(directories.map(({ directory }) => directory));
  const keyOf = (directory: number, record: number, name: string): string => `${directory}/${record}/${name}`;
  const known = new Set<string>();
  for (let name = 0; wanted.size > 0 && name < names.count; name++) {
    const directory = names.directoryAt(name);
    if (wanted.has(directory)) known.add(keyOf(directory, files.recordAt(names.rowAt(name)), names.textAt(name)));
  }
  return (directory, { reference, name }) => known.has(keyOf(directory, reference.record, name.name));
}
