import type { ProblemLog } from "../../problem.ts";
import { entryName, unsafeName } from "../entry-name.ts";
import { fatTime } from "./fat-time.ts";
import { DeletedLongNameParts, LongNameParts } from "./long-name.ts";
import { shortName, shortNameChecksum } from "./short-name.ts";

const entrySize = 32;
const endMark = 0;
const deletedMark = 0xe5;
const attribute = { volumeLabel: 0x08, directory: 0x10, longName: 0x0f, valid: 0x3f } as const;

/** A directory entry with its long name, before it has a path. */
export interface FatDirectoryEntry {
  readonly name: string;
  readonly isDirectory: boolean;
  readonly attributes: number;
  readonly size: number;
  readonly firstCluster: number;
  readonly modified: number | undefined;
  readonly created: number | undefined;
  readonly deleted: boolean;
  /** Offset in the directory's bytes. */
  readonly at: number;
}

export interface FatDirectory {
  readonly entries: readonly FatDirectoryEntry[];
  /** The label entry of a root directory. */
  readonly label: string | undefined;
}

export interface DirectoryPlace {
  readonly path: string;
  /** Disk offset of a byte of the directory, for problems. */
  readonly offsetOf: (at: number) => number;
}

export interface DirectoryOptions {
  readonly deleted: boolean;
  /** FAT32 keeps the upper half of the first cluster where FAT12 and FAT16 may keep something else. */
  readonly wideClusters: boolean;
}

/** Reads the entries of a directory's bytes up to the end mark; entries that make no sense are problems, not names. */
export function parseDirectory(
  bytes: Buffer,
  place: DirectoryPlace,
  options: DirectoryOptions,
  log: ProblemLog,
): FatDirectory {
  const entries: FatDirectoryEntry[] = [];
  const longName = new LongNameParts();
  const deletedName = new DeletedLongNameParts();
  let label: string | undefined;
  const orphan = (at: number): void => {
    const message = `${place.path || "/"}: parts of a long name do not belong to the entry behind them and are left out.`;
    log.add("long-name-orphan", message, place.offsetOf(at));
  };
  const dropLongName = (at: number): void => {
    if (longName.pending) orphan(at);
    longName.clear();
  };
  const earlyEnd = (at: number): void => {
    const message = `${place.path || "/"}: the directory ends where more should follow; what it held there is lost, what stands behind is listed.`;
    log.add("directory-cut", message, place.offsetOf(at));
  };
  for (let at = 0; at + entrySize <= bytes.length; at += entrySize) {
    if (bytes[at] === endMark) {
      const next = entryBehind(bytes, at);
      // Every directory but the root starts with an entry for itself.
      if (next !== undefined || (at === 0 && place.path !== "")) earlyEnd(at);
      if (next === undefined) break;
      dropLongName(at);
      at = next;
    }
    const mark = bytes.readUInt8(at);
    const attributes = bytes.readUInt8(at + 11);
    const isLong = (attributes & attribute.valid) === attribute.longName;
    if (mark === deletedMark) {
      dropLongName(at);
      if (isLong) {
        deletedName.add(bytes, at);
        continue;
      }
      const isName = (attributes & (attribute.volumeLabel | ~attribute.valid)) === 0;
      // The first character of a deleted 8.3 name is lost; a long name in front of it is not.
      const name = deletedName.take() ?? `_${shortName(bytes, at).slice(1)}`;
      if (options.deleted && isName) entries.push(makeEntry(bytes, at, name, true, options));
      continue;
    }
    deletedName.clear();
    if (isLong) {
      if (!longName.add(bytes, at)) orphan(at);
    } else if (isGarbage(bytes, at, attributes)) {
      log.add(
        "directory-entry-damaged",
        `${place.path || "/"}: an entry makes no sense and is left out.`,
        place.offsetOf(at),
      );
      longName.clear();
    } else if ((attributes & attribute.volumeLabel) !== 0) {
      label ??= bytes.toString("latin1", at, at + 11).trimEnd();
      longName.clear();
    } else if (mark === 0x2e && isDot(bytes, at)) {
      longName.clear();
    } else {
      const hadParts = longName.pending;
      const long = longName.take(shortNameChecksum(bytes, at));
      if (hadParts && long === undefined) orphan(at);
      const stored = long ?? shortName(bytes, at);
      const entry = makeEntry(bytes, at, stored, false, options);
      if (entry.name !== stored) log.add("name-unsafe", unsafeName(place.path, entry.name), place.offsetOf(at));
      entries.push(entry);
    }
  }
  dropLongName(0);
  return { entries, label };
}

/** The next entry that is in use behind an end mark, where nothing but zeros should be. */
function entryBehind(bytes: Buffer, end: number): number | undefined {
  for (let at = end + entrySize; at + entrySize <= bytes.length; at += entrySize) {
    const mark = bytes[at] ?? endMark;
    if (mark === endMark || mark === deletedMark) continue;
    const attributes = bytes[at + 11] ?? 0;
    const isLong = (attributes & attribute.valid) === attribute.longName;
    return isLong || !isGarbage(bytes, at, attributes) ? at : undefined;
  }
  return undefined;
}

/** `.` and `..`, padded with spaces. */
function isDot(bytes: Buffer, at: number): boolean {
  const name = bytes.toString("latin1", at, at + 11).trimEnd();
  return name === "." || name === "..";
}

/** Control characters in the short name, or attribute bits that do not exist: these bytes are no entry. */
function isGarbage(bytes: Buffer, at: number, attributes: number): boolean {
  if ((attributes & ~attribute.valid) !== 0) return true;
  for (let index = at; index < at + 11; index++) {
    const byte = bytes[index] ?? 0;
    if (byte < 0x20 && !(index === at && byte === 0x05)) return true;
  }
  return false;
}

function makeEntry(
  bytes: Buffer,
  at: number,
  name: string,
  deleted: boolean,
  options: DirectoryOptions,
): FatDirectoryEntry {
  const attributes = bytes.readUInt8(at + 11);
  const isDirectory = (attributes & attribute.directory) !== 0;
  return {
    name: entryName(name),
    isDirectory,
    attributes,
    size: isDirectory ? 0 : bytes.readUInt32LE(at + 28),
    firstCluster: (options.wideClusters ? bytes.readUInt16LE(at + 20) * 0x10000 : 0) + bytes.readUInt16LE(at + 26),
    modified: fatTime(bytes.readUInt16LE(at + 24), bytes.readUInt16LE(at + 22)),
    created: fatTime(bytes.readUInt16LE(at + 16), bytes.readUInt16LE(at + 14), bytes.readUInt8(at + 13)),
    deleted,
    at,
  };
}
