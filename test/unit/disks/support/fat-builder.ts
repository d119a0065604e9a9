import { shortNameChecksum } from "../../../../server/src/disks/filesystems/fat/short-name.ts";

export interface FatShape {
  readonly kind: "FAT12" | "FAT16" | "FAT32";
  readonly sectorSize?: 512 | 4096;
}

/** What a FAT volume holds: file contents by path, each directory named by the paths in it. */
export type FatFiles = ReadonlyMap<string, Buffer>;

/** Where the builder put things, for tests that damage them. */
export interface BuiltFat {
  readonly volume: Buffer;
  readonly fatOffset: number;
  readonly fatSize: number;
  readonly clusterSize: number;
  readonly dataOffset: number;
  /** First cluster by path, directories too. */
  readonly clusters: ReadonlyMap<string, number>;
}

/** Clusters that make a volume the kind that is wanted. */
const clusterCounts = { FAT12: 2000, FAT16: 4200, FAT32: 2500 } as const;
const rootEntries = 512;

type Folder = Map<string, Folder | Buffer>;

/** A FAT volume with one sector a cluster; files are laid out one after the other. */
export function fatVolume(shape: FatShape, files: FatFiles): BuiltFat {
  const { kind, sectorSize = 512 } = shape;
  const bits = kind === "FAT12" ? 12 : kind === "FAT16" ? 16 : 32;
  const count = clusterCounts[kind];
  const fatSize = Math.ceil(((count + 2) * bits) / 8 / sectorSize) * sectorSize;
  const reserved = kind === "FAT32" ? 32 : 1;
  const fatOffset = reserved * sectorSize;
  const rootSize = kind === "FAT32" ? 0 : rootEntries * 32;
  const rootOffset = fatOffset + 2 * fatSize;
  const dataOffset = rootOffset + rootSize;
  const volume = Buffer.alloc(dataOffset + count * sectorSize);
  const fat = new Array<number>(count + 2).fill(0);
  const clusters = new Map<string, number>();
  let next = 2;

  const store = (bytes: Buffer): number => {
    if (bytes.length === 0) return 0;
    const first = next;
    const needed = Math.ceil(bytes.length / sectorSize);
    for (let index = 0; index < needed; index++)
      fat[next + index] = index === needed - 1 ? 2 ** 28 - 1 : next + index + 1;
    bytes.copy(volume, dataOffset + (first - 2) * sectorSize);
    next += needed;
    return first;
  };
  const storeFolder = (folder: Folder, path: string): Buffer => {
    const entries: Buffer[] = [];
    let number = 0;
    for (const [name, item] of folder) {
      const itemPath = path === "" ? name : `${path}/${name}`;
      const content = item instanceof Map ? storeFolder(item, itemPath) : item;
      const first = store(!(item instanceof Map) || content.length > 0 ? content : Buffer.alloc(32));
      clusters.set(itemPath, first);
      entries.push(...directoryEntries(name, ++number, first, item instanceof Map ? undefined : content.length));
    }
    return Buffer.concat(entries);
  };
  const root = storeFolder(toFolders(files), "");
  const rootCluster = kind === "FAT32" ? store(root.length > 0 ? root : Buffer.alloc(32)) : 0;
  if (kind !== "FAT32") root.copy(volume, rootOffset);
  bootSector(kind, sectorSize, reserved, fatSize, count, volume.length, rootCluster).copy(volume);
  const table = packFat(fat, bits, fatSize);
  table.copy(volume, fatOffset);
  table.copy(volume, fatOffset + fatSize);
  return { volume, fatOffset, fatSize, clusterSize: sectorSize, dataOffset, clusters };
}

function toFolders(files: FatFiles): Folder {
  const root: Folder = new Map();
  for (const [path, content] of files) {
    const parts = path.split("/");
    const name = parts.pop() ?? "";
    let folder = root;
    for (const part of parts) {
      const known = folder.get(part);
      const inner: Folder = known instanceof Map ? known : new Map();
      folder.set(part, inner);
      folder = inner;
    }
    folder.set(name, content);
  }
  return root;
}

/** Long name entries and the 8.3 entry behind them; `size` undefined: a directory. */
function directoryEntries(name: string, number: number, first: number, size: number | undefined): Buffer[] {
  const short = Buffer.alloc(32);
  short.write(`N${number}`.padEnd(8).concat("EXT"), 0, "latin1");
  short.writeUInt8(size === undefined ? 0x10 : 0x20, 11);
  short.writeUInt16LE(0x5521, 24);
  short.writeUInt16LE(first >>> 16, 20);
  short.writeUInt16LE(first & 0xffff, 26);
  short.writeUInt32LE(size ?? 0, 28);
  const checksum = shortNameChecksum(short, 0);
  const padded = Buffer.alloc(Math.ceil(name.length / 13) * 26, 0xff);
  padded.write(name.length % 13 === 0 ? name : `${name}\0`, 0, "utf16le");
  const parts = Array.from({ length: padded.length / 26 }, (_, index) => {
    const long = Buffer.alloc(32);
    const isLast = index === padded.length / 26 - 1;
    long.writeUInt8((index + 1) | (isLast ? 0x40 : 0), 0);
    long.writeUInt8(0x0f, 11);
    long.writeUInt8(checksum, 13);
    padded.copy(long, 1, index * 26, index * 26 + 10);
    padded.copy(long, 14, index * 26 + 10, index * 26 + 22);
    padded.copy(long, 28, index * 26 + 22, index * 26 + 26);
    return long;
  });
  return [...parts.reverse(), short];
}

function packFat(fat: readonly number[], bits: 12 | 16 | 32, size: number): Buffer {
  const table = Buffer.alloc(size);
  for (const [cluster, link] of [0xffffff8, 0xfffffff, ...fat.slice(2)].entries()) {
    if (bits === 32) table.writeUInt32LE(link, cluster * 4);
    else if (bits === 16) table.writeUInt16LE(link & 0xffff, cluster * 2);
    else {
      const at = cluster + (cluster >>> 1);
      const old = table.readUInt16LE(at);
      table.writeUInt16LE(
        (cluster & 1) === 1 ? (old & 0xf) | ((link & 0xfff) << 4) : (old & 0xf000) | (link & 0xfff),
        at,
      );
    }
  }
  return table;
}

function bootSector(
  kind: FatShape["kind"],
  sectorSize: number,
  reserved: number,
  fatSize: number,
  count: number,
  size: number,
  rootCluster: number,
): Buffer {
  const bytes = Buffer.alloc(512);
  bytes.write("\xeb\x58\x90TESTDISK", 0, "latin1");
  bytes.writeUInt16LE(sectorSize, 11);
  bytes.writeUInt8(1, 13);
  bytes.writeUInt16LE(reserved, 14);
  bytes.writeUInt8(2, 16);
  bytes.writeUInt8(0xf8, 21);
  bytes.writeUInt32LE(size / sectorSize, 32);
  const extended = kind === "FAT32" ? 64 : 36;
  if (kind === "FAT32") {
    bytes.writeUInt32LE(fatSize / sectorSize, 36);
    bytes.writeUInt32LE(rootCluster, 44);
  } else {
    bytes.writeUInt16LE(rootEntries, 17);
    bytes.writeUInt16LE(fatSize / sectorSize, 22);
  }
  bytes.writeUInt8(0x29, extended + 2);
  bytes.writeUInt32LE(0xcafe0000 + count, extended + 3);
  bytes.write("TEST VOLUME", extended + 7, "latin1");
  bytes.writeUInt16LE(0xaa55, 510);
  return bytes;
}
