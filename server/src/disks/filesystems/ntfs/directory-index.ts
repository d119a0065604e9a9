import { type ByteSource, readInto } from "../../byte-source.ts";
import { DiskError, type ProblemLog } from "../../problem.ts";
import { attributeContent } from "./attribute-content.ts";
import { attributeType, residentBytes } from "./attributes.ts";
import type { NtfsLayout } from "./boot-sector.ts";
import {
  type FileReference,
  fileReference,
  type IndexedName,
  isDosName,
  isName,
  parseIndexedName,
} from "./file-name.ts";
import { applyFixup } from "./fixup.ts";
import type { FileRecord } from "./mft.ts";

const indexName = "$I30";
const rootHeader = 16;
const pageHeader = 24;
const lastEntry = 2;
const maxPages = 65_536;

export interface IndexEntry {
  readonly reference: FileReference;
  readonly name: IndexedName;
}

export interface DirectoryIndex {
  readonly entries: readonly IndexEntry[];
  /** A part could not be read, so entries may be missing. */
  readonly isDamaged: boolean;
}

/** The entries of a directory's index. */
export function readDirectoryIndex(
  directory: FileRecord,
  volume: ByteSource,
  layout: NtfsLayout,
  log: ProblemLog,
): DirectoryIndex {
  const entries: IndexEntry[] = [];
  const isDamaged = !scanIndex(directory, volume, layout, log, (bytes, at, keyLength) => {
    const name = parseIndexedName(bytes, at + 16, keyLength);
    if (name !== undefined) entries.push({ reference: fileReference(bytes, at), name });
    return name !== undefined;
  });
  return { entries, isDamaged };
}

/** How many names a directory's index has, without those for DOS only and its own; `undefined`: it is damaged, which is noted. */
export function countIndexedNames(
  directory: FileRecord,
  volume: ByteSource,
  layout: NtfsLayout,
  log: ProblemLog,
): number | undefined {
  let count = 0;
  const isWhole = scanIndex(directory, volume, layout, log, (bytes, at, keyLength) => {
    if (!isName(bytes, at + 16, keyLength)) return false;
    if (!isDosName(bytes, at + 16) && fileReference(bytes, at).record !== directory.number) count++;
    return true;
  });
  return isWhole ? count : undefined;
}

/** Takes the entry at `at`, whose name has so many bytes; false: that is no name. */
type Visit = (bytes: Buffer, at: number, keyLength: number) => boolean;

/**
 * Visits the entries of an index. Its pages are taken one after the other as the bitmap says, not by following the
 * tree: a damaged tree then neither loops nor hides a page. @returns false where a part could not be read, which is noted.
 */
function scanIndex(
  { attributes, number }: FileRecord,
  volume: ByteSource,
  layout: NtfsLayout,
  log: ProblemLog,
  visit: Visit,
): boolean {
  let isWhole = true;
  const attempt = (read: () => void): void => {
    const isDone = log.attempt(() => {
      read();
      return true;
    }, `Directory in file record ${number}`);
    if (isDone === undefined) isWhole = false;
  };
  const root = attributes.find(({ type, name }) => type === attributeType.indexRoot && name === indexName);
  const offset = root?.recordOffset ?? 0;
  attempt(() => {
    const bytes = residentBytes(root);
    if (bytes === undefined || bytes.length < rootHeader + 16) {
      throw new DiskError("index-root-missing", "The directory has no index.", offset);
    }
    visitEntries(bytes, rootHeader, visit, offset);
  });
  attempt(() => {
    const pages = attributeContent(attributes, attributeType.indexAllocation, indexName, volume, layout);
    const bitmap = attributeContent(attributes, attributeType.bitmap, indexName, volume, layout);
    if (pages === undefined) return;
    const count = Math.min(Math.floor(pages.size / layout.indexSize), maxPages);
    const used = bitmap?.read(0, Math.min(bitmap.size, Math.ceil(count / 8)));
    // One place for all pages: what is kept of them are names.
    const bytes = Buffer.allocUnsafe(layout.indexSize);
    for (let page = 0; page < count; page++) {
      // Without a bitmap every page is taken; unused ones do not have the signature.
      if (used !== undefined && (((used[page >>> 3] ?? 0) >>> (page & 7)) & 1) === 0) continue;
      attempt(() => {
        readInto(pages, page * layout.indexSize, bytes);
        applyFixup(bytes, "INDX", `Index page ${page}`, offset);
        visitEntries(bytes, pageHeader, visit, offset);
      });
    }
  });
  return isWhole;
}

/** The entries behind the index header at `header`. @throws DiskError where one does not fit. */
function visitEntries(bytes: Buffer, header: number, visit: Visit, offset: number): void {
  const end = header + bytes.readUInt32LE(header + 4);
  if (end > bytes.length) throw new DiskError("index-damaged", "The index is longer than its page.", offset);
  for (let at = header + bytes.readUInt32LE(header); at + 16 <= end; ) {
    const length = bytes.readUInt16LE(at + 8);
    if ((bytes.readUInt16LE(at + 12) & lastEntry) !== 0) return;
    if (length < 16 || at + length > end || !visit(bytes, at, bytes.readUInt16LE(at + 10))) {
      throw new DiskError("index-damaged", `The index entry at byte ${at} of its page does not fit.`, offset);
    }
    at += length;
  }
}
