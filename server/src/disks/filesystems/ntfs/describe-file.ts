import { type Attribute, attributeType, residentBytes } from "./attributes.ts";
import { type FileReference, fileTime, type IndexedName, type NtfsName, parseFileName } from "./file-name.ts";
import type { FileRecord } from "./mft.ts";
import { parseReparsePoint, type ReparsePoint } from "./reparse.ts";

/** What a listing tells of a file, whatever its names are. */
export interface FileFacts {
  readonly record: number;
  readonly isDirectory: boolean;
  readonly isDeleted: boolean;
  readonly size: number;
  readonly streams: readonly { readonly name: string; readonly size: number }[];
  readonly attributes: number;
  readonly modified: number | undefined;
  readonly created: number | undefined;
  readonly reparse: ReparsePoint | undefined;
  /** As an entry of a file system has it. */
  readonly isTouched: boolean;
}

/** A file record as a listing has it. */
export interface NtfsFile extends FileFacts {
  readonly sequence: number;
  /** A name for every hard link; those that exist for DOS only are left out. */
  readonly names: readonly NtfsName[];
}

const none: readonly [] = [];
/** What the attributes of a name have for a directory. */
const directoryFlag = 0x10000000;
/** Bytes that times and flags take in front of what later versions added. */
const informationSize = 36;

/** `isTouched`: as an entry has it. */
export function describeFile(record: FileRecord, isTouched = true): NtfsFile {
  const names: NtfsName[] = [];
  let streams: { name: string; size: number }[] | undefined;
  let size = 0;
  let flags = 0;
  let created: number | undefined;
  let modified: number | undefined;
  let reparse: ReparsePoint | undefined;
  for (const attribute of record.attributes) {
    if (attribute.type === attributeType.fileName) {
      const { value } = attribute;
      const name = value.kind === "resident" ? parseFileName(attribute.record, value.at, value.length) : undefined;
      if (name !== undefined) names.push(name);
    } else if (attribute.type === attributeType.data) {
      const length = dataSize(attribute);
      if (length === undefined) continue;
      if (attribute.name === "") size = length;
      else {
        streams ??= [];
        streams.push({ name: attribute.name, size: length });
      }
    } else if (attribute.type === attributeType.standardInformation) {
      const { value } = attribute;
      if (value.kind !== "resident" || value.length < informationSize) continue;
      created = fileTime(attribute.record, value.at);
      modified = fileTime(attribute.record, value.at + 8);
      flags = attribute.record.readUInt32LE(value.at + 32);
    } else if (attribute.type === attributeType.reparsePoint) {
      const bytes = residentBytes(attribute);
      if (bytes !== undefined) reparse = parseReparsePoint(bytes);
    }
  }
  const longNames = names.some((name) => name.isDosOnly) ? names.filter((name) => !name.isDosOnly) : names;
  return {
    record: record.number,
    sequence: record.sequence,
    isDirectory: record.isDirectory,
    isDeleted: !record.isInUse,
    names: longNames.length > 0 ? longNames : names,
    size: record.isDirectory ? 0 : size,
    streams: streams ?? none,
    attributes: flags,
    created,
    modified,
    reparse,
    isTouched,
  };
}

/** The file behind a directory's entry, where its record cannot be read: what the entry repeats of it. */
export function indexedFile({ record, sequence }: FileReference, name: IndexedName): NtfsFile {
  const isDirectory = (name.attributes & directoryFlag) !== 0;
  return {
    record,
    sequence,
    isDirectory,
    isDeleted: false,
    names: [name],
    size: isDirectory ? 0 : name.size,
    streams: none,
    attributes: name.attributes & 0xffff,
    created: name.created,
    modified: name.modified,
    reparse: undefined,
    isTouched: true,
  };
}

/** Size of a stream by its first piece; `undefined` for the pieces behind it. */
function dataSize({ value }: Attribute): number | undefined {
  if (value.kind === "resident") return value.length;
  return value.firstVcn === 0 ? value.size : undefined;
}

/** The label in record 3 (`$Volume`). */
export function volumeLabel(record: FileRecord): string {
  const bytes = residentBytes(record.attributes.find(({ type }) => type === attributeType.volumeName));
  return bytes?.toString("utf16le") ?? "";
}
