import { type ByteSource, readInto, sliceSource } from "../../byte-source.ts";
import { DiskError, type ProblemLog } from "../../problem.ts";
import { attributeContent, attributeRuns } from "./attribute-content.ts";
import { extensionRecords } from "./attribute-list.ts";
import { type Attribute, attributeType, parseAttributes } from "./attributes.ts";
import type { NtfsLayout } from "./boot-sector.ts";
import { fileReference } from "./file-name.ts";
import { applyFixup } from "./fixup.ts";
import { RunMap } from "./run-map.ts";

/** Bytes of the table that are looked through at once. */
const chunkSize = 256 * 1024;
/** Records of which the mirror has a copy. */
const mirrored = 4;
const inUse = 1;
const directory = 2;
/** More pieces than this no file has; a list that names more is damaged. */
const maxExtensions = 4096;
/** Records that are looked through: a table of 1 GiB. */
const maxRecords = 1_048_576;
/** Unreadable records after which the rest of the table is given up. */
const maxUnreadable = 2000;
/** How far a table is taken to reach that does not say where it lies. */
const largestGuess = 16 * 1024 * 1024;
/** Records at the table's start that may all be lost. */
const largestGap = 256;

/** A file record with the attributes that it and its extensions hold. */
export interface FileRecord {
  readonly number: number;
  readonly sequence: number;
  readonly isInUse: boolean;
  readonly isDirectory: boolean;
  readonly attributes: readonly Attribute[];
}

/** The master file table. */
export class Mft {
  readonly #volume: ByteSource;
  readonly #layout: NtfsLayout;
  readonly #origin: number;
  readonly #log: ProblemLog;
  #table: ByteSource;
  /** The table's own runs are damaged. */
  readonly #isGuessed: boolean;
  #map: RunMap | undefined;
  readonly #bitmap: Buffer | undefined;
  readonly #damaged = new Set<number>();
  readonly #room: Buffer;

  constructor(volume: ByteSource, layout: NtfsLayout, origin: number, log: ProblemLog) {
    this.#volume = volume;
    this.#layout = layout;
    this.#origin = origin;
    this.#log = log;
    this.#room = Buffer.allocUnsafe(layout.recordSize);
    // Enough to read record 0, which says where the rest is.
    this.#table = this.#firstRecords();
    const first = this.#firstRecord();
    const contentOf = (attributes: readonly Attribute[]): ByteSource | undefined =>
      attributeContent(attributes, attributeType.data, "", volume, layout);
    // Pieces of the table's own run list may lie in records that the first piece reaches.
    const mapped = log.attempt(() => contentOf(first.attributes), "$MFT");
    this.#isGuessed = mapped === undefined;
    this.#table = mapped ?? this.#tableInOnePiece();
    const whole = this.#withExtensions(first);
    this.#table = log.attempt(() => contentOf(whole.attributes), "$MFT") ?? this.#table;
    const runs = log.attempt(() => attributeRuns(whole.attributes, attributeType.data, "", layout)) ?? [];
    this.#map = runs.length > 0 ? new RunMap(runs) : undefined;
    this.#bitmap = log.attempt(() => this.#readBitmap(whole.attributes), "$MFT bitmap");
  }

  /** Records of the table that are mapped. */
  get count(): number {
    const { clusterSize, recordSize } = this.#layout;
    const mapped = this.#map === undefined ? this.#volume.size : this.#map.count * clusterSize;
    return Math.floor(Math.min(this.#table.size, mapped, this.#volume.size) / recordSize);
  }

  /** Where each record lies, and how runs are counted, as one text. */
  get places(): string {
    const { clusterSize, recordSize } = this.#layout;
    const runs = this.#map?.runs.map(({ lcn, count }) => `${lcn}+${count}`) ?? ["?"];
    return [clusterSize, recordSize, this.#origin, ...runs].join(" ");
  }

  /** Records that {@link records} looks through. */
  get scanned(): number {
    return Math.min(this.count, maxRecords);
  }

  /** Numbers of the records that {@link records} could not read, although they are in use. */
  get damaged(): ReadonlySet<number> {
    return this.#damaged;
  }

  /** The record with all its attributes. @throws DiskError where it is damaged. */
  record(number: number): FileRecord {
    return this.#withExtensions(this.#parse(this.#bytes(number), number));
  }

  /** The same for a moment: its bytes are only good until the next record is looked at. @throws DiskError where it is damaged. */
  glance(number: number): FileRecord {
    return this.#withExtensions(this.#parse(this.#bytes(number, this.#room), number));
  }

  /**
   * Every base record that is in use, or every one at all; damaged ones that are in use are noted and left out.
   * A record's bytes are only good until the next one is asked for: a large table would else leave them all to be collected.
   */
  *records(withUnused: boolean): Generator<FileRecord> {
    const { recordSize } = this.#layout;
    const perChunk = Math.max(1, chunkSize / recordSize);
    const end = this.scanned;
    if (end < this.count) {
      this.#log.add(
        "mft-too-long",
        `The table has ${this.count} records; the first ${end} are listed.`,
        this.offsetOf(0),
      );
    }
    const room = Buffer.allocUnsafe(perChunk * recordSize);
    // Made once: a view costs more than all that is read from it.
    const views = Array.from({ length: perChunk }, (_, index) =>
      room.subarray(index * recordSize, (index + 1) * recordSize),
    );
    let unreadable = 0;
    let unmarked = 0;
    for (let first = 0; first < end; first += perChunk) {
      const count = Math.min(perChunk, end - first);
      const isRead = this.#tryRead(first, room.subarray(0, count * recordSize), false);
      for (const [index, bytes] of views.entries()) {
        if (index === count) break;
        if (!isRead && !this.#tryRead(first + index, bytes, true)) {
          if (++unreadable < maxUnreadable) continue;
          this.#log.add(
            "mft-unreadable",
            "Too much of the table cannot be read; the rest is left out.",
            this.offsetOf(first),
          );
          return;
        }
        const record = this.#scanned(bytes, first + index, withUnused);
        if (record === undefined) continue;
        if (record.isInUse !== this.#isMarked(record.number)) unmarked++;
        yield record;
      }
    }
    if (this.#bitmap === undefined || unmarked === 0) return;
    const message = `The table's bitmap says of ${unmarked} records that they are free where they are in use, or the reverse; the records are believed.`;
    this.#log.add("mft-bitmap-differs", message, this.offsetOf(0));
  }

  /** Reads records from `first` on into `room`. @returns whether that could be done; on the last try it is noted. */
  #tryRead(first: number, room: Buffer, isLastTry: boolean): boolean {
    try {
      readInto(this.#table, first * this.#layout.recordSize, room);
      return true;
    } catch (error) {
      if (isLastTry) this.#log.take(error, `File record ${first}`);
      else if (!(error instanceof DiskError)) throw error;
      return false;
    }
  }

  #scanned(bytes: Buffer, number: number, withUnused: boolean): FileRecord | undefined {
    const looksUsed = bytes.readUInt32LE(0) === 0x454c4946 && (bytes.readUInt16LE(22) & inUse) !== 0;
    const isUsed = looksUsed || this.#isMarked(number);
    if (!isUsed && !withUnused) return undefined;
    // Behind a table that does not say where it ends lie other records, such as its mirror's.
    if (this.#isGuessed && bytes.readUInt32LE(44) !== number) return undefined;
    try {
      const base = bytes.readUInt32LE(0) === 0x454c4946 ? fileReference(bytes, 32).record : 0;
      if (base !== 0) return undefined;
      return this.#withExtensions(this.#parse(bytes, number));
    } catch (error) {
      if (!(error instanceof DiskError)) throw error;
      if (!isUsed) return undefined;
      const about = `File record ${number}`;
      if (number < mirrored) return this.#log.attempt(() => this.record(number), about);
      this.#damaged.add(number);
      this.#log.take(error, about);
      return undefined;
    }
  }

  #isMarked(number: number): boolean {
    return (((this.#bitmap?.[number >>> 3] ?? 0) >>> (number & 7)) & 1) === 1;
  }

  #parse(bytes: Buffer, number: number): FileRecord {
    const offset = this.offsetOf(number);
    applyFixup(bytes, "FILE", "The record", offset);
    const flags = bytes.readUInt16LE(22);
    const used = bytes.readUInt32LE(24);
    if (used > bytes.length) {
      const message = `File record ${number} is said to use ${used} of its ${bytes.length} bytes.`;
      this.#log.add("record-size", message, offset + 24);
    }
    return {
      number,
      sequence: bytes.readUInt16LE(16),
      isInUse: (flags & inUse) !== 0,
      isDirectory: (flags & directory) !== 0,
      attributes: parseAttributes(bytes, offset),
    };
  }

  #withExtensions(record: FileRecord): FileRecord {
    const list = record.attributes.find(({ type }) => type === attributeType.attributeList);
    if (list === undefined) return record;
    const about = `File record ${record.number}`;
    const bytes = this.#log.attempt(() => {
      const content = attributeContent(record.attributes, attributeType.attributeList, "", this.#volume, this.#layout);
      return content?.read(0, Math.min(content.size, 512 * 1024));
    }, about);
    const numbers = extensionRecords(bytes ?? Buffer.alloc(0)).filter((number) => number !== record.number);
    const attributes = [...record.attributes];
    for (const number of numbers.slice(0, maxExtensions)) {
      const extension = this.#log.attempt(() => this.#extension(number, record.number), about);
      if (extension !== undefined) attributes.push(...extension);
    }
    return { ...record, attributes };
  }

  #extension(number: number, base: number): readonly Attribute[] {
    const bytes = this.#bytes(number);
    const record = this.#parse(bytes, number);
    if (fileReference(bytes, 32).record === base) return record.attributes;
    throw new DiskError(
      "extension-foreign",
      `Its extension record ${number} belongs to another file.`,
      this.offsetOf(number),
    );
  }

  /** The record's bytes, the caller's own: in `room` where that is given. */
  #bytes(number: number, room: Buffer = Buffer.allocUnsafe(this.#layout.recordSize)): Buffer {
    const { recordSize, mftMirrorCluster, clusterSize } = this.#layout;
    if (number >= this.count) {
      throw new DiskError(
        "record-beyond-mft",
        `File record ${number} is not in the table of ${this.count}.`,
        this.offsetOf(0),
      );
    }
    readInto(this.#table, number * recordSize, room);
    if (number >= mirrored || isWhole(room)) return room;
    const mirror = mftMirrorCluster * clusterSize + number * recordSize;
    const copy = this.#log.attempt(() => ownBytes(this.#volume, mirror, recordSize), "$MFTMirr");
    if (copy === undefined || !isWhole(copy)) return room;
    this.#log.add(
      "mft-mirror-used",
      `File record ${number} is damaged; its copy in $MFTMirr is used.`,
      this.offsetOf(number),
    );
    return copy;
  }

  #firstRecords(): ByteSource {
    const start = this.#layout.mftCluster * this.#layout.clusterSize;
    const size = mirrored * this.#layout.recordSize;
    return { size, read: (offset, length) => this.#volume.read(start + offset, length) };
  }

  /** Where the table's own runs are damaged: what lies behind its start is looked at, as far as a new table reaches. */
  #tableInOnePiece(): ByteSource {
    const start = this.#layout.mftCluster * this.#layout.clusterSize;
    return sliceSource(this.#volume, start, largestGuess);
  }

  #recordZero(): FileRecord {
    const bytes = this.#log.attempt(() => this.#bytes(0), "$MFT");
    if (bytes !== undefined) return this.#parse(bytes, 0);
    const { mftMirrorCluster, clusterSize, recordSize } = this.#layout;
    return this.#parse(ownBytes(this.#volume, mftMirrorCluster * clusterSize, recordSize), 0);
  }

  /** Record 0; one that says nothing where it is lost and the records behind it are there. @throws DiskError where those are lost too. */
  #firstRecord(): FileRecord {
    try {
      return this.#recordZero();
    } catch (error) {
      if (!this.#hasLaterRecords()) throw error;
      this.#log.take(error, "$MFT");
      return { number: 0, sequence: 0, isInUse: true, isDirectory: false, attributes: [] };
    }
  }

  #hasLaterRecords(): boolean {
    const { recordSize } = this.#layout;
    const table = this.#tableInOnePiece();
    const count = Math.min(largestGap, Math.floor(table.size / recordSize));
    for (let number = 1; number < count; number++) {
      if (table.read(number * recordSize, 4).toString("latin1") === "FILE") return true;
    }
    return false;
  }

  #readBitmap(attributes: readonly Attribute[]): Buffer | undefined {
    const content = attributeContent(attributes, attributeType.bitmap, "", this.#volume, this.#layout);
    return content?.read(0, Math.min(content.size, Math.ceil(this.count / 8)));
  }

  /** Disk offset of a record, as problems name it; of the table's start where its runs do not say. */
  offsetOf(number: number): number {
    const { clusterSize, mftCluster, recordSize } = this.#layout;
    const cluster = Math.floor((number * recordSize) / clusterSize);
    const position = this.#map?.at(cluster);
    const lcn =
      position === undefined || position.run.lcn < 0 ? mftCluster + cluster : position.run.lcn + position.within;
    return this.#origin + lcn * clusterSize + number * recordSize - cluster * clusterSize;
  }
}

/** Bytes that may be written to, as putting right a record does. */
function ownBytes(source: ByteSource, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  readInto(source, offset, bytes);
  return bytes;
}

/** Whether a record has its signature and was written in one piece; leaves the bytes as they are. */
function isWhole(bytes: Buffer): boolean {
  try {
    applyFixup(Buffer.from(bytes), "FILE", "", 0);
    return true;
  } catch (error) {
    if (error instanceof DiskError) return false;
    throw error;
  }
}
