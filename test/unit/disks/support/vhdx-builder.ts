import { crc32c } from "../../../../server/src/disks/crc32.ts";
import { guidBytes } from "./guid-bytes.ts";
import { type LogEntryFields, logEntry } from "./vhdx-log-builder.ts";

const mib = 1024 * 1024;
const kib = 1024;
export const vhdxPlaces = {
  header1: 64 * kib,
  header2: 128 * kib,
  regions1: 192 * kib,
  regions2: 256 * kib,
  log: mib,
  bat: 2 * mib,
  metadata: 3 * mib,
};
const firstBlock = 5 * mib;
const vhdxLogGuid = "11111111-2222-3333-4444-555555555555";
export const vhdxDiskId = "a7b3c5d1-4e2f-4a8b-9c6d-1e3f5a7b9c2d";

/** What a child says of its parent; `changed`: the sectors that are its own. */
export interface VhdxParent {
  readonly linkage: string;
  readonly linkage2?: string;
  readonly path: string;
  readonly changed: ReadonlySet<number>;
}

export interface VhdxOptions {
  /** MiB of a block, a power of two. */
  readonly blockMib?: number;
  readonly sectorSize?: 512 | 4096;
  readonly dataWriteGuid?: string;
  /** Entries of a log that was not replayed. */
  readonly log?: readonly LogEntryFields[];
  /** Makes a differencing disk: whole blocks, and single sectors of them, that are stored here. */
  readonly parent?: VhdxParent;
}

/** A dynamic or differencing VHDX; blocks are stored in reverse, blocks of zeros not at all. */
export function vhdx(disk: Buffer, options: VhdxOptions = {}): Buffer {
  const {
    blockMib = 1,
    sectorSize = 512,
    dataWriteGuid = "99999999-0000-0000-0000-000000000001",
    log = [],
    parent,
  } = options;
  const blockSize = blockMib * mib;
  const blocksPerChunk = (2 ** 23 * sectorSize) / blockSize;
  const bat = Buffer.alloc(mib);
  const bitmap = Buffer.alloc(mib);
  const blocks: Buffer[] = [];
  const place = (): number => (firstBlock + blocks.reduce((sum, block) => sum + block.length, 0)) / mib;
  const setEntry = (index: number, state: number, at: number): unknown =>
    bat.writeBigUInt64LE((BigInt(at) << 20n) | BigInt(state), index * 8);
  for (let block = Math.ceil(disk.length / blockSize) - 1; block >= 0; block--) {
    const data = Buffer.alloc(blockSize);
    disk.copy(data, 0, block * blockSize, (block + 1) * blockSize);
    const sectors = blockSize / sectorSize;
    let here = 0;
    for (let index = 0; parent !== undefined && index < sectors; index++) {
      const sector = block * sectors + index;
      if (parent.changed.has(sector)) {
        bitmap[sector >>> 3] = (bitmap[sector >>> 3] ?? 0) | (1 << (sector & 7));
        here++;
      } else data.fill(0xee, index * sectorSize, (index + 1) * sectorSize);
    }
    if (parent === undefined ? data.every((byte) => byte === 0) : here === 0) continue;
    setEntry(block + Math.floor(block / blocksPerChunk), parent !== undefined && here < sectors ? 7 : 6, place());
    blocks.push(data);
  }
  if (parent !== undefined) {
    setEntry(blocksPerChunk, 6, place());
    blocks.push(bitmap);
  }
  const file = Buffer.alloc(firstBlock);
  file.write("vhdxfile", 0, "latin1");
  for (const [at, sequence] of [
    [vhdxPlaces.header1, 7],
    [vhdxPlaces.header2, 8],
  ] as const) {
    header(sequence, dataWriteGuid, log.length > 0).copy(file, at);
  }
  for (const at of [vhdxPlaces.regions1, vhdxPlaces.regions2]) regionTable().copy(file, at);
  let logAt = vhdxPlaces.log;
  for (const entry of log) {
    const bytes = logEntry(entry, vhdxLogGuid);
    bytes.copy(file, logAt);
    logAt += bytes.length;
  }
  bat.copy(file, vhdxPlaces.bat);
  metadata(disk.length, blockSize, sectorSize, parent).copy(file, vhdxPlaces.metadata);
  return Buffer.concat([file, ...blocks]);
}

/** Writes the CRC-32C of a structure into its bytes 4 to 8. */
export function seal(bytes: Buffer): Buffer {
  bytes.writeUInt32LE(0, 4);
  bytes.writeUInt32LE(crc32c(bytes), 4);
  return bytes;
}

function header(sequence: number, dataWriteGuid: string, hasLog: boolean): Buffer {
  const bytes = Buffer.alloc(4096);
  bytes.write("head", 0, "latin1");
  bytes.writeBigUInt64LE(BigInt(sequence), 8);
  guidBytes(dataWriteGuid).copy(bytes, 32);
  if (hasLog) guidBytes(vhdxLogGuid).copy(bytes, 48);
  bytes.writeUInt16LE(1, 66);
  bytes.writeUInt32LE(mib, 68);
  bytes.writeBigUInt64LE(BigInt(vhdxPlaces.log), 72);
  return seal(bytes);
}

function regionTable(): Buffer {
  const bytes = Buffer.alloc(64 * kib);
  bytes.write("regi", 0, "latin1");
  bytes.writeUInt32LE(2, 8);
  const regions = [
    ["2dc27766-f623-4200-9d64-115e9bfd4a08", vhdxPlaces.bat],
    ["8b7ca206-4790-4b9a-b8fe-575f050f886e", vhdxPlaces.metadata],
  ] as const;
  for (const [index, [guid, offset]] of regions.entries()) {
    const at = 16 + index * 32;
    guidBytes(guid).copy(bytes, at);
    bytes.writeBigUInt64LE(BigInt(offset), at + 16);
    bytes.writeUInt32LE(mib, at + 24);
    bytes.writeUInt32LE(1, at + 28);
  }
  return seal(bytes);
}

function metadata(size: number, blockSize: number, sectorSize: number, parent: VhdxOptions["parent"]): Buffer {
  const u32 = (...values: number[]): Buffer => Buffer.from(Uint32Array.from(values).buffer);
  const diskSize = Buffer.alloc(8);
  diskSize.writeBigUInt64LE(BigInt(size));
  const items: (readonly [guid: string, value: Buffer])[] = [
    ["caa16737-fa36-4d43-b3b6-33f0aa44e76b", u32(blockSize, parent === undefined ? 0 : 2)],
    ["2fa54224-cd1b-4876-b211-5dbed83bf4b8", diskSize],
    ["beca12ab-b2e6-4523-93ef-c309e000c746", guidBytes(vhdxDiskId)],
    ["8141bf1d-a96f-4709-ba47-f233a8faab5f", u32(sectorSize)],
    ["cda348c7-445d-4471-9cc9-e9885251c556", u32(4096)],
  ];
  if (parent !== undefined) items.push(["a8d35f2d-b30b-454d-abf7-d3d84834ab0c", parentLocator(parent)]);
  const bytes = Buffer.alloc(mib);
  bytes.write("metadata", 0, "latin1");
  bytes.writeUInt16LE(items.length, 10);
  let valueAt = 64 * kib;
  for (const [index, [guid, value]] of items.entries()) {
    const at = 32 + index * 32;
    guidBytes(guid).copy(bytes, at);
    bytes.writeUInt32LE(valueAt, at + 16);
    bytes.writeUInt32LE(value.length, at + 20);
    bytes.writeUInt32LE(4, at + 24);
    value.copy(bytes, valueAt);
    valueAt += value.length;
  }
  return bytes;
}

function parentLocator({ linkage, linkage2, path }: VhdxParent): Buffer {
  const pairs: readonly (readonly [key: string, value: string])[] = [
    ["parent_linkage", `{${linkage}}`],
    ...(linkage2 === undefined ? [] : [["parent_linkage2", `{${linkage2}}`] as const]),
    ["relative_path", path],
  ];
  const head = Buffer.alloc(20 + pairs.length * 12);
  guidBytes("b04aefb7-d19e-4a81-b789-25b8e9445913").copy(head, 0);
  head.writeUInt16LE(pairs.length, 18);
  const texts: Buffer[] = [];
  let next = head.length;
  for (const [index, pair] of pairs.entries()) {
    for (const [half, text] of pair.entries()) {
      const bytes = Buffer.from(text, "utf16le");
      head.writeUInt32LE(next, 20 + index * 12 + half * 4);
      head.writeUInt16LE(bytes.length, 28 + index * 12 + half * 2);
      texts.push(bytes);
      next += bytes.length;
    }
  }
  return Buffer.concat([head, ...texts]);
}
