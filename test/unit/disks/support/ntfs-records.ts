/** Bytes of NTFS structures for the volume builder: little-endian, fixed up. */

export const recordSize = 1024;

export interface StoredRun {
  /** Cluster on the volume; `undefined`: sparse. */
  readonly lcn: number | undefined;
  readonly count: number;
}

export interface RunValue {
  readonly runs: readonly StoredRun[];
  readonly size: number;
  readonly firstVcn?: number;
  readonly initialized?: number;
  /** Compressed in units of 16 clusters. */
  readonly isCompressed?: boolean;
}

const pad8 = (length: number): number => Math.ceil(length / 8) * 8;

/** Header of 24 or 64 bytes, name, value. */
export function residentAttribute(type: number, name: string, value: Buffer): Buffer {
  const valueAt = pad8(24 + name.length * 2);
  const bytes = Buffer.alloc(pad8(valueAt + value.length));
  writeHead(bytes, type, name, 24);
  bytes.writeUInt32LE(value.length, 16);
  bytes.writeUInt16LE(valueAt, 20);
  value.copy(bytes, valueAt);
  return bytes;
}

export function runAttribute(type: number, name: string, value: RunValue): Buffer {
  const list = mappingPairs(value.runs);
  const runsAt = pad8(64 + name.length * 2);
  const bytes = Buffer.alloc(pad8(runsAt + list.length));
  const clusters = value.runs.reduce((sum, { count }) => sum + count, 0);
  const firstVcn = value.firstVcn ?? 0;
  writeHead(bytes, type, name, 64);
  bytes.writeUInt8(1, 8);
  bytes.writeUInt16LE(value.isCompressed ? 1 : 0, 12);
  bytes.writeBigUInt64LE(BigInt(firstVcn), 16);
  bytes.writeBigInt64LE(BigInt(firstVcn + clusters - 1), 24);
  bytes.writeUInt16LE(runsAt, 32);
  bytes.writeUInt16LE(value.isCompressed ? 4 : 0, 34);
  bytes.writeBigUInt64LE(BigInt(value.size), 48);
  bytes.writeBigUInt64LE(BigInt(value.initialized ?? value.size), 56);
  list.copy(bytes, runsAt);
  return bytes;
}

function writeHead(bytes: Buffer, type: number, name: string, nameAt: number): void {
  bytes.writeUInt32LE(type, 0);
  bytes.writeUInt32LE(bytes.length, 4);
  bytes.writeUInt8(name.length, 9);
  bytes.writeUInt16LE(nameAt, 10);
  bytes.write(name, nameAt, "utf16le");
}

/** Two bytes for the count and three for the distance are enough for small volumes. */
function mappingPairs(runs: readonly StoredRun[]): Buffer {
  const parts: Buffer[] = [];
  let last = 0;
  for (const { lcn, count } of runs) {
    const part = Buffer.alloc(lcn === undefined ? 3 : 6);
    part.writeUInt8(lcn === undefined ? 0x02 : 0x32, 0);
    part.writeUInt16LE(count, 1);
    if (lcn !== undefined) part.writeIntLE(lcn - last, 3, 3);
    last = lcn ?? last;
    parts.push(part);
  }
  return Buffer.concat([...parts, Buffer.alloc(1)]);
}

export interface RecordFields {
  readonly number: number;
  readonly isDirectory?: boolean;
  readonly isUnused?: boolean;
  /** Record that this one extends. */
  readonly base?: number;
  readonly attributes: readonly Buffer[];
}

export function fileRecord({ number, isDirectory, isUnused, base, attributes }: RecordFields): Buffer {
  const bytes = Buffer.alloc(recordSize);
  const body = Buffer.concat([...attributes, Buffer.from([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0])]);
  bytes.write("FILE", 0, "latin1");
  bytes.writeUInt16LE(1, 16);
  bytes.writeUInt16LE(56, 20);
  bytes.writeUInt16LE((isUnused ? 0 : 1) | (isDirectory ? 2 : 0), 22);
  bytes.writeUInt32LE(56 + body.length, 24);
  bytes.writeUInt32LE(recordSize, 28);
  if (base !== undefined) reference(base).copy(bytes, 32);
  bytes.writeUInt32LE(number, 44);
  body.copy(bytes, 56);
  return protect(bytes, 48);
}

/** Takes the last two bytes of each 512 into the update sequence at `at`. */
export function protect(bytes: Buffer, at: number): Buffer {
  const count = bytes.length / 512 + 1;
  bytes.writeUInt16LE(at, 4);
  bytes.writeUInt16LE(count, 6);
  bytes.writeUInt16LE(0x1234, at);
  for (let index = 1; index < count; index++) {
    bytes.copy(bytes, at + index * 2, index * 512 - 2, index * 512);
    bytes.writeUInt16LE(0x1234, index * 512 - 2);
  }
  return bytes;
}

/** A reference to a record that was used once. */
export function reference(record: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUIntLE(record, 0, 6);
  bytes.writeUInt16LE(1, 6);
  return bytes;
}

export function fileNameValue(parent: number, name: string, isDirectory = false): Buffer {
  const bytes = Buffer.alloc(66 + name.length * 2);
  reference(parent).copy(bytes, 0);
  bytes.writeUInt32LE(isDirectory ? 0x10000000 : 0, 56);
  bytes.writeUInt8(name.length, 64);
  bytes.writeUInt8(1, 65);
  bytes.write(name, 66, "utf16le");
  return bytes;
}

/** A page of a directory index with these entries. */
export function indexPage(entries: readonly { readonly record: number; readonly key: Buffer }[], size: number): Buffer {
  const parts = entries.map(({ record, key }) => {
    const entry = Buffer.alloc(pad8(16 + key.length));
    reference(record).copy(entry, 0);
    entry.writeUInt16LE(entry.length, 8);
    entry.writeUInt16LE(key.length, 10);
    key.copy(entry, 16);
    return entry;
  });
  const last = Buffer.alloc(16);
  last.writeUInt16LE(16, 8);
  last.writeUInt16LE(2, 12);
  const body = Buffer.concat([...parts, last]);
  const bytes = Buffer.alloc(size);
  bytes.write("INDX", 0, "latin1");
  bytes.writeUInt32LE(40, 24);
  bytes.writeUInt32LE(40 + body.length, 28);
  body.copy(bytes, 64);
  return protect(bytes, 40);
}
