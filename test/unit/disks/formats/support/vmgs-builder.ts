import { crc32 } from "../../../../../server/src/disks/crc32.ts";
import { guidBytes } from "../../support/guid-bytes.ts";
import { u16, u32, u64, utf16z } from "./bytes.ts";

const blockSize = 4096;
export const globalVendor = "8be4df61-93ca-11d2-aa0d-00e098032b8c";
export const databaseVendor = "d719b2cb-3d3a-4596-a3bc-dad00e67656f";

export interface VmgsOptions {
  readonly files?: Readonly<Record<number, Buffer>>;
  /** Sequence numbers of the two headers. */
  readonly sequences?: readonly [number, number];
  readonly sectorSize?: 512 | 4096;
  readonly encryption?: number;
  /** Ids of files that are flagged as encrypted. */
  readonly encrypted?: readonly number[];
}

export function vmgsHeader(sequence: number, encryption = 0): Buffer {
  const bytes = Buffer.alloc(168);
  bytes.write("GUESTRTS");
  u32(0x00030000, 0, sequence, 168, 2, 1).copy(bytes, 8);
  bytes.writeUInt16LE(encryption, 32);
  if (encryption !== 0) bytes.fill(0x5a, 36, 100);
  bytes.writeUInt32LE(crc32(bytes), 12);
  return bytes;
}

/** A VMGS of version 3: headers in block 0, the file table in block 2, files from block 3 on. */
export function buildVmgs(options: VmgsOptions = {}): Buffer {
  const { files = {}, sequences = [5, 6], sectorSize = 512, encryption = 0, encrypted = [] } = options;
  const table = Buffer.alloc(blockSize);
  const blocks: Buffer[] = [];
  let next = 3;
  for (const [key, content] of Object.entries(files)) {
    const id = Number(key);
    const count = Math.max(1, Math.ceil(content.length / blockSize));
    const entry = Buffer.concat([
      u32(next, count),
      u64(content.length),
      Buffer.alloc(28),
      u32(encrypted.includes(id) ? 1 : 0),
    ]);
    entry.copy(table, id * 64);
    blocks.push(Buffer.concat([content, Buffer.alloc(count * blockSize - content.length)]));
    next += count;
  }
  const head = Buffer.alloc(2 * blockSize);
  vmgsHeader(sequences[0], encryption).copy(head, 0);
  vmgsHeader(sequences[1], encryption).copy(head, sectorSize);
  return Buffer.concat([head, table, ...blocks]);
}

export function nvramVariable(name: string, vendor: string, data: Buffer): Buffer {
  const text = utf16z(name);
  const total = 48 + text.length + data.length;
  return Buffer.concat([
    u32(0, total, 7),
    Buffer.alloc(16),
    guidBytes(vendor),
    u16(text.length, data.length),
    text,
    data,
  ]);
}

/** An EFI_SIGNATURE_LIST with entries of one type. */
export function signatureList(type: string, entries: readonly Buffer[]): Buffer {
  const size = 16 + (entries[0]?.length ?? 0);
  const body = Buffer.concat(entries.map((entry) => Buffer.concat([Buffer.alloc(16), entry])));
  return Buffer.concat([guidBytes(type), u32(28 + body.length, 0, size), body]);
}
