import type { ByteSource } from "../../byte-source.ts";
import { isPowerOfTwo } from "../../fields.ts";

export type FatKind = "FAT12" | "FAT16" | "FAT32";

/** Where things are on a FAT volume; offsets and sizes in bytes from its start. */
export interface FatLayout {
  readonly kind: FatKind;
  readonly sectorSize: number;
  readonly clusterSize: number;
  /** Clusters are numbered 2 … clusterCount + 1. */
  readonly clusterCount: number;
  readonly fatOffset: number;
  readonly fatSize: number;
  readonly fatCopies: number;
  /** The copy that is in use where FAT32 does not keep all of them alike; `undefined`: they are. */
  readonly activeFat: number | undefined;
  /** FAT12/16: the root directory's own place; FAT32: 0, it is a chain. */
  readonly rootOffset: number;
  readonly rootSize: number;
  readonly rootCluster: number;
  readonly dataOffset: number;
  readonly media: number;
  readonly serial: string;
  readonly label: string;
}

const bootSectorSize = 512;

/**
 * Parses a boot sector by Microsoft's FAT specification (fatgen103); the kind follows from the cluster count alone.
 * `undefined`: these bytes are no FAT boot sector.
 */
export function parseFatBootSector(bytes: Buffer): FatLayout | undefined {
  if (bytes.length < bootSectorSize || bytes.readUInt16LE(510) !== 0xaa55) return undefined;
  const jump = bytes.readUInt8(0);
  const sectorSize = bytes.readUInt16LE(11);
  const sectorsPerCluster = bytes.readUInt8(13);
  const reserved = bytes.readUInt16LE(14);
  const fatCopies = bytes.readUInt8(16);
  const rootEntries = bytes.readUInt16LE(17);
  const media = bytes.readUInt8(21);
  const fatSectors16 = bytes.readUInt16LE(22);
  const fatSectors = fatSectors16 === 0 ? bytes.readUInt32LE(36) : fatSectors16;
  const sectors16 = bytes.readUInt16LE(19);
  const sectors = sectors16 === 0 ? bytes.readUInt32LE(32) : sectors16;
  const sane =
    (jump === 0xeb || jump === 0xe9) &&
    isPowerOfTwo(sectorSize) &&
    sectorSize >= 512 &&
    sectorSize <= 4096 &&
    isPowerOfTwo(sectorsPerCluster) &&
    reserved > 0 &&
    fatCopies >= 1 &&
    fatCopies <= 4 &&
    fatSectors > 0 &&
    (media === 0xf0 || media >= 0xf8);
  if (!sane) return undefined;

  const rootSectors = Math.ceil((rootEntries * 32) / sectorSize);
  const firstDataSector = reserved + fatCopies * fatSectors + rootSectors;
  if (sectors <= firstDataSector) return undefined;
  const clusterCount = Math.floor((sectors - firstDataSector) / sectorsPerCluster);
  // A volume with a 16-bit FAT size field of zero is FAT32 whatever the count: small test disks are made so.
  const kind = fatSectors16 === 0 ? "FAT32" : clusterCount < 4085 ? "FAT12" : "FAT16";
  const extended = kind === "FAT32" ? 64 : 36;
  const hasLabel = bytes.readUInt8(extended + 2) === 0x29;
  return {
    kind,
    sectorSize,
    clusterSize: sectorsPerCluster * sectorSize,
    clusterCount,
    fatOffset: reserved * sectorSize,
    fatSize: fatSectors * sectorSize,
    fatCopies,
    activeFat: kind === "FAT32" ? activeFatOf(bytes.readUInt16LE(40), fatCopies) : undefined,
    rootOffset: kind === "FAT32" ? 0 : (firstDataSector - rootSectors) * sectorSize,
    rootSize: rootEntries * 32,
    rootCluster: kind === "FAT32" ? bytes.readUInt32LE(44) : 0,
    dataOffset: firstDataSector * sectorSize,
    media,
    serial: bytes
      .readUInt32LE(extended + 3)
      .toString(16)
      .toUpperCase()
      .padStart(8, "0"),
    label: hasLabel ? bytes.toString("latin1", extended + 7, extended + 18).trimEnd() : "",
  };
}

/** The extended flags of FAT32: bit 7 says that only the copy in bits 0 to 3 is kept. */
function activeFatOf(flags: number, copies: number): number | undefined {
  const active = flags & 15;
  return (flags & 0x80) !== 0 && active < copies ? active : undefined;
}

/** The boot sector of a volume, or FAT32's backup in sector 6 where that one makes more sense. */
export function readFatLayout(volume: ByteSource): { layout: FatLayout; fromBackup: boolean } | undefined {
  if (volume.size < bootSectorSize) return undefined;
  const layout = parseFatBootSector(volume.read(0, bootSectorSize));
  if (layout !== undefined && layout.kind !== "FAT32") return { layout, fromBackup: false };
  for (const sectorSize of [512, 4096]) {
    const at = 6 * sectorSize;
    if (at + bootSectorSize > volume.size) continue;
    const backup = parseFatBootSector(volume.read(at, bootSectorSize));
    if (backup?.kind !== "FAT32" || backup.sectorSize !== sectorSize) continue;
    const isBetter = layout === undefined || misfit(backup, volume.size) < misfit(layout, volume.size);
    if (isBetter) return { layout: backup, fromBackup: true };
  }
  return layout && { layout, fromBackup: false };
}

/** How badly a FAT32 layout fits: infinitely where it is impossible, else by the entries of the FAT that no cluster has. */
function misfit(
  { fatSize, clusterCount, clusterSize, dataOffset, rootCluster }: FatLayout,
  volumeSize: number,
): number {
  const unused = fatSize / 4 - (clusterCount + 2);
  const isRoot = rootCluster >= 2 && rootCluster < clusterCount + 2;
  const isPossible = unused >= 0 && isRoot && dataOffset + clusterCount * clusterSize <= volumeSize;
  return isPossible ? unused : Number.POSITIVE_INFINITY;
}
