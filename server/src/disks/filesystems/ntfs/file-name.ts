import { u64le } from "../../fields.ts";
import { entryName } from "../entry-name.ts";

/** Namespace of names that only exist for DOS; the real name stands beside them. */
const dosOnly = 2;
const headerSize = 66;

/** A reference to a file record: its number and how often the record was reused. */
export interface FileReference {
  readonly record: number;
  readonly sequence: number;
}

/** A `$FILE_NAME` attribute. */
export interface NtfsName {
  readonly parent: FileReference;
  readonly name: string;
  /** The stored name is another one, which could not stand in a path. */
  readonly isUnsafe: boolean;
  readonly isDosOnly: boolean;
}

/** The key of a directory's index entry. */
export interface IndexedName extends NtfsName {
  /** Size of the content when the directory was last told; only good where the record cannot be read. */
  readonly size: number;
  readonly attributes: number;
  readonly modified: number | undefined;
  readonly created: number | undefined;
}

/** The reference in the 8 bytes at `at`: 48 bits of record number, 16 bits of sequence. */
export function fileReference(bytes: Buffer, at: number): FileReference {
  return { record: bytes.readUIntLE(at, 6), sequence: bytes.readUInt16LE(at + 6) };
}

/** Whether `bytes[at, at + length)` can be a name. */
export function isName(bytes: Buffer, at: number, length: number): boolean {
  if (length < headerSize || at + length > bytes.length) return false;
  const nameLength = bytes.readUInt8(at + 64) * 2;
  return nameLength > 0 && headerSize + nameLength <= length;
}

/** Whether the name at `at` exists for DOS only. */
export function isDosName(bytes: Buffer, at: number): boolean {
  return bytes.readUInt8(at + 65) === dosOnly;
}

/** Parses the name in `bytes[at, at + length)`; `undefined` where it does not fit. */
export function parseFileName(bytes: Buffer, at: number, length: number): NtfsName | undefined {
  if (!isName(bytes, at, length)) return undefined;
  const nameLength = bytes.readUInt8(at + 64) * 2;
  const stored = nameText(bytes, at + headerSize, nameLength);
  const name = entryName(stored);
  return {
    parent: fileReference(bytes, at),
    name,
    isUnsafe: name !== stored,
    isDosOnly: isDosName(bytes, at),
  };
}

const narrow = Buffer.alloc(255);

/** UTF-16LE as text. V8 keeps text of Latin letters in half the memory, but not where it was made from UTF-16. */
function nameText(bytes: Buffer, at: number, length: number): string {
  for (let index = 0; index < length; index += 2) {
    if (bytes[at + index + 1] !== 0) return bytes.toString("utf16le", at, at + length);
    narrow[index >>> 1] = bytes[at + index] ?? 0;
  }
  return narrow.toString("latin1", 0, length >>> 1);
}

/** The same with what a directory's index repeats of the file. */
export function parseIndexedName(bytes: Buffer, at: number, length: number): IndexedName | undefined {
  const name = parseFileName(bytes, at, length);
  if (name === undefined) return undefined;
  return {
    ...name,
    size: u64le(bytes, at + 48),
    attributes: bytes.readUInt32LE(at + 56),
    created: fileTime(bytes, at + 8),
    modified: fileTime(bytes, at + 16),
  };
}

/** A FILETIME (100 ns since 1601) in milliseconds since 1970; `undefined`: zero. */
export function fileTime(bytes: Buffer, at: number): number | undefined {
  const ticks = u64le(bytes, at);
  return ticks === 0 ? undefined : Math.floor(ticks / 10_000) - 11_644_473_600_000;
}
