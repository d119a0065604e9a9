import { u64le } from "../../fields.ts";
import { DiskError } from "../../problem.ts";

/** Attribute type codes that are read here. */
export const attributeType = {
  standardInformation: 0x10,
  attributeList: 0x20,
  fileName: 0x30,
  volumeName: 0x60,
  volumeInformation: 0x70,
  data: 0x80,
  indexRoot: 0x90,
  indexAllocation: 0xa0,
  bitmap: 0xb0,
  reparsePoint: 0xc0,
} as const;

const endMark = 0xffffffff;
/** Bytes of a record's own fields; attributes stand behind them. */
const recordHeader = 42;

/** Where an attribute's value is. */
export type AttributeValue =
  | { readonly kind: "resident"; readonly at: number; readonly length: number }
  | {
      readonly kind: "runs";
      readonly firstVcn: number;
      /** The last virtual cluster of this piece; firstVcn - 1 where it has none. */
      readonly lastVcn: number;
      readonly runsAt: number;
      readonly runsEnd: number;
      /** log2 of the clusters that are compressed together; 0: not compressed. */
      readonly compressionUnit: number;
      /** Only meaningful where `firstVcn` is 0. */
      readonly size: number;
      /** Bytes behind this were never written and read as zeros. */
      readonly initialized: number;
    };

/**
 * An attribute in the bytes of a file record. Of its fields only those that everybody asks for are kept: very many
 * records are looked through, most of them for little.
 */
export class Attribute {
  readonly type: number;
  readonly name: string;
  /** The record that it stands in, fixed up. */
  readonly record: Buffer;
  /** Disk offset of that record. */
  readonly recordOffset: number;
  readonly #at: number;

  /** `at`: where it stands in the record; {@link parseAttributes} has checked that it fits. */
  constructor(type: number, name: string, record: Buffer, recordOffset: number, at: number) {
    this.type = type;
    this.name = name;
    this.record = record;
    this.recordOffset = recordOffset;
    this.#at = at;
  }

  get isCompressed(): boolean {
    return (this.record.readUInt16LE(this.#at + 12) & 0xff) !== 0;
  }

  get isEncrypted(): boolean {
    return (this.record.readUInt16LE(this.#at + 12) & 0x4000) !== 0;
  }

  /** Its value stands in the record, not in clusters. */
  get isResident(): boolean {
    return this.record[this.#at + 8] === 0;
  }

  get value(): AttributeValue {
    return this.isResident ? residentValue(this.record, this.#at) : runsValue(this.record, this.#at);
  }
}

/** The attributes of a fixed-up record, in order. @throws DiskError where one does not lie in the record. */
export function parseAttributes(record: Buffer, recordOffset: number): Attribute[] {
  const attributes: Attribute[] = [];
  const end = Math.min(record.readUInt32LE(24), record.length);
  const first = record.readUInt16LE(20);
  if (first < recordHeader || first + 4 > end) {
    throw new DiskError("attribute-damaged", `The attributes are said to begin at byte ${first}.`, recordOffset + 20);
  }
  for (let at = first; at + 8 <= end; ) {
    const type = record.readUInt32LE(at);
    if (type === endMark) break;
    const length = record.readUInt32LE(at + 4);
    if (length < 24 || length % 8 !== 0 || at + length > end) throw damaged(at, recordOffset);
    const nameLength = record.readUInt8(at + 9) * 2;
    const nameAt = at + record.readUInt16LE(at + 10);
    if (nameLength > 0 && nameAt + nameLength > at + length) throw damaged(at, recordOffset);
    if (!hasValue(record, at, length)) throw damaged(at, recordOffset);
    const name = nameLength === 0 ? "" : record.toString("utf16le", nameAt, nameAt + nameLength);
    attributes.push(new Attribute(type, name, record, recordOffset, at));
    at += length;
  }
  return attributes;
}

/** Whether what the attribute at `at` says of its value lies within its own `length`. */
function hasValue(record: Buffer, at: number, length: number): boolean {
  if (record[at + 8] === 0) return record.readUInt16LE(at + 20) + record.readUInt32LE(at + 16) <= length;
  return length >= 64 && record.readUInt16LE(at + 32) <= length;
}

function residentValue(record: Buffer, at: number): AttributeValue {
  return { kind: "resident", at: at + record.readUInt16LE(at + 20), length: record.readUInt32LE(at + 16) };
}

function runsValue(record: Buffer, at: number): AttributeValue {
  return {
    kind: "runs",
    firstVcn: u64le(record, at + 16),
    // All bits set, -1, is what an empty attribute has.
    lastVcn: Number(record.readBigInt64LE(at + 24)),
    runsAt: at + record.readUInt16LE(at + 32),
    runsEnd: at + record.readUInt32LE(at + 4),
    compressionUnit: record.readUInt16LE(at + 34),
    size: u64le(record, at + 48),
    initialized: u64le(record, at + 56),
  };
}

function damaged(at: number, recordOffset: number): DiskError {
  return new DiskError(
    "attribute-damaged",
    `The attribute at byte ${at} does not fit into its file record.`,
    recordOffset + at,
  );
}

/** The bytes of a resident value; `undefined` where it is not resident. */
export function residentBytes(attribute: Attribute | undefined): Buffer | undefined {
  const value = attribute?.value;
  if (attribute === undefined || value?.kind !== "resident") return undefined;
  return attribute.record.subarray(value.at, value.at + value.length);
}
