import type { ByteSource } from "../../byte-source.ts";
import { isPowerOfTwo, u64le } from "../../fields.ts";
import { DiskError } from "../../problem.ts";

const bootSectorSize = 512;
const largestCluster = 2 * 1024 * 1024;

/** Where things are on an NTFS volume; sizes in bytes. */
export interface NtfsLayout {
  /** Up to and with the backup of the boot sector, which stands behind the last cluster. */
  readonly volumeSize: number;
  readonly sectorSize: number;
  readonly clusterSize: number;
  readonly clusterCount: number;
  readonly mftCluster: number;
  readonly mftMirrorCluster: number;
  readonly recordSize: number;
  readonly indexSize: number;
  readonly serial: string;
}

/** Parses an NTFS boot sector; `undefined`: these bytes are none. */
export function parseNtfsBootSector(bytes: Buffer): NtfsLayout | undefined {
  if (bytes.length < bootSectorSize || bytes.toString("latin1", 3, 11) !== "NTFS    ") return undefined;
  const sectorSize = bytes.readUInt16LE(11);
  if (!isPowerOfTwo(sectorSize) || sectorSize < 256 || sectorSize > 4096) return undefined;
  const perCluster = bytes.readUInt8(13);
  // Above 0x80 the byte is a negative power of two: clusters of more than 128 sectors.
  const clusterSize = sectorSize * (perCluster > 0x80 ? 2 ** (256 - perCluster) : perCluster);
  const recordSize = sizeField(bytes.readInt8(64), clusterSize);
  const indexSize = sizeField(bytes.readInt8(68), clusterSize);
  const sane =
    isPowerOfTwo(clusterSize) &&
    clusterSize <= largestCluster &&
    isPowerOfTwo(recordSize) &&
    recordSize >= 512 &&
    recordSize <= 65536 &&
    isPowerOfTwo(indexSize) &&
    indexSize >= 512 &&
    indexSize <= largestCluster;
  if (!sane) return undefined;
  return {
    volumeSize: (u64le(bytes, 40) + 1) * sectorSize,
    sectorSize,
    clusterSize,
    clusterCount: Math.floor((u64le(bytes, 40) * sectorSize) / clusterSize),
    mftCluster: u64le(bytes, 48),
    mftMirrorCluster: u64le(bytes, 56),
    recordSize,
    indexSize,
    serial: bytes
      .subarray(72, 80)
      .toReversed()
      .reduce((hex, byte) => hex + byte.toString(16).padStart(2, "0"), "")
      .toUpperCase(),
  };
}

/** The boot sector, and whether it is the backup in the volume's last sector because the first one is damaged. */
export function readNtfsLayout(volume: ByteSource): { layout: NtfsLayout; fromBackup: boolean } | undefined {
  if (volume.size < bootSectorSize) return undefined;
  const layout = parseNtfsBootSector(volume.read(0, bootSectorSize));
  if (layout !== undefined) return { layout, fromBackup: false };
  for (const sectorSize of [512, 4096]) {
    if (volume.size < sectorSize) continue;
    const at = (Math.floor(volume.size / sectorSize) - 1) * sectorSize;
    const backup = ifReadable(() => parseNtfsBootSector(volume.read(at, bootSectorSize)));
    if (backup !== undefined) return { layout: backup, fromBackup: true };
  }
  return undefined;
}

/** The end of a volume that is cut off cannot be read; then there is no backup. */
function ifReadable<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof DiskError) return undefined;
    throw error;
  }
}

/** Positive: clusters; negative: the power of two in bytes. */
function sizeField(value: number, clusterSize: number): number {
  return value >= 0 ? value * clusterSize : 2 ** -value;
}
