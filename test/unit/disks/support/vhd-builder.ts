import { vhdChecksum } from "../../../../server/src/disks/image/vhd-footer.ts";

const sector = 512;

export interface VhdFooterFields {
  readonly diskType: 2 | 3 | 4;
  readonly size: number;
  /** 32 hex digits. */
  readonly id: string;
}

/** A footer with what hcsshim fills in: no creator, no geometry. */
function vhdFooter({ diskType, size, id }: VhdFooterFields): Buffer {
  const bytes = Buffer.alloc(512);
  bytes.write("conectix", 0, "latin1");
  bytes.writeUInt32BE(2, 8);
  bytes.writeUInt32BE(0x00010000, 12);
  if (diskType === 2) bytes.fill(0xff, 16, 24);
  else bytes.writeBigUInt64BE(512n, 16);
  bytes.writeBigUInt64BE(BigInt(size), 40);
  bytes.writeBigUInt64BE(BigInt(size), 48);
  bytes.writeUInt32BE(diskType, 60);
  bytes.write(id, 68, "hex");
  bytes.writeUInt32BE(vhdChecksum(bytes, 64), 64);
  return bytes;
}

export function fixedVhd(disk: Buffer, id = "00112233445566778899aabbccddeeff"): Buffer {
  return Buffer.concat([disk, vhdFooter({ diskType: 2, size: disk.length, id })]);
}

export interface BlockVhdOptions {
  readonly blockSize: number;
  readonly id?: string;
  /** Makes a differencing disk; only sectors in `changed` are stored. */
  readonly parent?: { readonly id: string; readonly path: string; readonly changed: ReadonlySet<number> };
}

/** A dynamic VHD, or a differencing one; blocks are stored in reverse, blocks of zeros not at all. */
export function blockVhd(disk: Buffer, { blockSize, id = "0f".repeat(16), parent }: BlockVhdOptions): Buffer {
  const count = Math.ceil(disk.length / blockSize);
  const bitmapSize = Math.ceil(blockSize / sector / 8 / sector) * sector;
  const tableSize = Math.ceil((count * 4) / sector) * sector;
  const table = Buffer.alloc(tableSize, 0xff);
  const locator = Buffer.from(parent?.path ?? "", "utf16le");
  const locatorAt = 512 + 1024 + tableSize;
  const parts: Buffer[] = [];
  let at = locatorAt + Math.ceil(locator.length / sector) * sector;
  for (let block = count - 1; block >= 0; block--) {
    const data = Buffer.alloc(blockSize);
    disk.copy(data, 0, block * blockSize, (block + 1) * blockSize);
    const bitmap = Buffer.alloc(bitmapSize);
    const isHere = (index: number): boolean =>
      parent === undefined || parent.changed.has((block * blockSize) / sector + index);
    for (let index = 0; index < blockSize / sector; index++) {
      if (isHere(index)) bitmap[index >>> 3] = (bitmap[index >>> 3] ?? 0) | (0x80 >>> (index & 7));
      else data.fill(0xee, index * sector, (index + 1) * sector);
    }
    const isStored = parent === undefined ? data.some((byte) => byte !== 0) : bitmap.some((byte) => byte !== 0);
    if (!isStored) continue;
    table.writeUInt32BE(at / sector, block * 4);
    parts.push(bitmap, data);
    at += bitmapSize + blockSize;
  }
  const footer = vhdFooter({ diskType: parent === undefined ? 3 : 4, size: disk.length, id });
  const padded = Buffer.alloc(Math.ceil(locator.length / sector) * sector);
  locator.copy(padded);
  return Buffer.concat([
    footer,
    dynamicHeader(count, blockSize, parent?.id, locator.length, locatorAt),
    table,
    padded,
    ...parts,
    footer,
  ]);
}

function dynamicHeader(
  count: number,
  blockSize: number,
  parentId: string | undefined,
  locatorLength: number,
  locatorAt: number,
): Buffer {
  const bytes = Buffer.alloc(1024);
  bytes.write("cxsparse", 0, "latin1");
  bytes.fill(0xff, 8, 16);
  bytes.writeBigUInt64BE(1536n, 16);
  bytes.writeUInt32BE(0x00010000, 24);
  bytes.writeUInt32BE(count, 28);
  bytes.writeUInt32BE(blockSize, 32);
  if (parentId !== undefined) {
    bytes.write(parentId, 40, "hex");
    bytes.write("W2ru", 576, "latin1");
    bytes.writeUInt32BE(512, 580);
    bytes.writeUInt32BE(locatorLength, 584);
    bytes.writeBigUInt64BE(BigInt(locatorAt), 592);
  }
  bytes.writeUInt32BE(vhdChecksum(bytes, 36), 36);
  return bytes;
}
