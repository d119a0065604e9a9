import { marvin32 } from "../../../../../server/src/disks/formats/registry/marvin32.ts";
import { u32 } from "./bytes.ts";
import { sealBaseBlock } from "./hive-builder.ts";

/** Lower and upper half of the seed that all hives' logs have. */
const seed = [0x7a4e55c5, 0x82ef4d88] as const;

export interface LogEntrySpec {
  readonly sequence: number;
  readonly binsSize: number;
  /** Bytes of the bins by their offset. */
  readonly pages: readonly (readonly [offset: number, bytes: Buffer])[];
}

/** A transaction log (.LOG1 or .LOG2) as Windows 8.1 and later write it. */
export function buildHiveLog(entries: readonly LogEntrySpec[]): Buffer {
  const base = Buffer.alloc(512);
  base.write("regf");
  return Buffer.concat([base, ...entries.map(logEntry)]);
}

function logEntry({ sequence, binsSize, pages }: LogEntrySpec): Buffer {
  const references = pages.map(([offset, bytes]) => u32(offset, bytes.length));
  const body = Buffer.concat([...references, ...pages.map(([, bytes]) => bytes)]);
  const entry = Buffer.alloc(Math.ceil((40 + body.length) / 512) * 512);
  entry.write("HvLE");
  u32(entry.length, 0, sequence, binsSize, pages.length).copy(entry, 4);
  body.copy(entry, 40);
  u32(...marvin32(entry.subarray(40), seed)).copy(entry, 24);
  u32(...marvin32(entry.subarray(0, 32), seed)).copy(entry, 32);
  return entry;
}

export interface OldLogSpec {
  readonly sequences?: readonly [primary: number, secondary: number];
  /** FILETIME of the hive's last write; that of `hive` where it is left out. */
  readonly written?: bigint;
  readonly type?: number;
  /** The hive as it is to be; pages of 512 bytes are dirty where they differ from those of `clean`. */
  readonly hive: Buffer;
  readonly clean: Buffer;
}

/** A transaction log as Windows before 8.1 writes it: the base block's first sector, dirty vector, dirty pages. */
export function buildOldHiveLog({ sequences = [2, 2], written, type = 1, hive, clean }: OldLogSpec): Buffer {
  const base = Buffer.from(hive.subarray(0, 512));
  u32(...sequences).copy(base, 4);
  if (written !== undefined) base.writeBigUInt64LE(written, 12);
  base.writeUInt32LE(type, 28);
  base.writeUInt32LE(hive.length - 4096, 40);
  sealBaseBlock(base);
  const vector = Buffer.alloc(Math.ceil((4 + (hive.length - 4096) / 4096) / 512) * 512);
  vector.write("DIRT");
  const pages: Buffer[] = [];
  for (let at = 4096; at < hive.length; at += 512) {
    const page = hive.subarray(at, at + 512);
    if (page.equals(clean.subarray(at, at + 512))) continue;
    const bit = (at - 4096) / 512;
    vector.writeUInt8(vector.readUInt8(4 + (bit >>> 3)) | (1 << (bit & 7)), 4 + (bit >>> 3));
    pages.push(page);
  }
  return Buffer.concat([base, vector, ...pages]);
}
