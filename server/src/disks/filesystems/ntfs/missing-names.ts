import { DiskError, type ProblemLog } from "../../problem.ts";
import { describeFile, indexedFile, type NtfsFile } from "./describe-file.ts";
import type { IndexEntry } from "./directory-index.ts";
import type { Mft } from "./mft.ts";

/** A directory whose index has more names than the file table has for it. */
export interface IncompleteDirectory {
  readonly directory: number;
  readonly entries: readonly IndexEntry[];
}

/**
 * Files under the names that only an index has: because the file's record is damaged, or the extension of it that held
 * the name. `isKnown`: whether the file table has the name; `damaged`: records that cannot be read.
 */
export function* missingFiles(
  mft: Mft,
  directories: Iterable<IncompleteDirectory>,
  isKnown: (directory: number, entry: IndexEntry) => boolean,
  damaged: ReadonlySet<number>,
  log: ProblemLog,
): Generator<NtfsFile> {
  for (const { directory, entries } of directories) {
    for (const entry of entries) {
      const { reference, name } = entry;
      if (name.isDosOnly || reference.record === directory || isKnown(directory, entry)) continue;
      const offset = mft.offsetOf(reference.record);
      if (damaged.has(reference.record)) {
        const message = `${name.name}: its file record ${reference.record} is damaged; what its directory says of it is shown.`;
        log.add("record-damaged", message, offset);
        yield indexedFile(reference, name);
        continue;
      }
      const file = fileOf(mft, entry);
      if (file === undefined) continue;
      log.add("name-lost", `${name.name}: only its directory still has this name of the file.`, offset);
      yield file;
    }
  }
}

/** The file that the entry is for, under the entry's name; `undefined` where the record was given to another file since. */
function fileOf(mft: Mft, { reference, name }: IndexEntry): NtfsFile | undefined {
  try {
    const record = mft.record(reference.record);
    const isSame = record.isInUse && record.sequence === reference.sequence;
    return isSame ? { ...describeFile(record), names: [name] } : undefined;
  } catch (error) {
    if (error instanceof DiskError) return undefined;
    throw error;
  }
}
