import type { ByteSource } from "../byte-source.ts";
import { parseFatBootSector, readFatLayout } from "./fat/boot-sector.ts";
import { FatFileSystem } from "./fat/fat-file-system.ts";
import type { FileSystem } from "./file-system.ts";
import { parseNtfsBootSector, readNtfsLayout } from "./ntfs/boot-sector.ts";
import { NtfsFileSystem } from "./ntfs/ntfs-file-system.ts";
import { recognizeSector } from "./recognize.ts";

/**
 * Opens the file system of a volume; `origin` is its offset on the disk. `undefined`: none that is read here.
 * @throws DiskError where it is one of ours but its first structures are lost.
 */
export function openFileSystem(volume: ByteSource, origin: number): FileSystem | undefined {
  const ntfs = readNtfsLayout(volume);
  if (ntfs !== undefined && (!ntfs.fromBackup || readFatLayout(volume) === undefined)) {
    return new NtfsFileSystem(volume, ntfs.layout, origin, ntfs.fromBackup);
  }
  const fat = readFatLayout(volume);
  if (fat === undefined) return undefined;
  return new FatFileSystem(volume, fat.layout, origin, fat.fromBackup);
}

/** Whether a disk starts with a boot sector that is known: then it is one volume without a partition table. */
export function startsWithVolume(disk: ByteSource): boolean {
  if (disk.size < 512) return false;
  const sector = disk.read(0, 512);
  const isRead = parseNtfsBootSector(sector) !== undefined || parseFatBootSector(sector) !== undefined;
  return isRead || recognizeSector(sector) !== undefined;
}

/**
 * Size in bytes of the volume whose boot sector is at `offset` of a disk. It is only believed where the structures that
 * the sector names are there: contents can hold copies of boot sectors. `undefined`: no volume starts here.
 */
export function volumeSizeAt(disk: ByteSource, offset: number): number | undefined {
  if (offset + 512 > disk.size) return undefined;
  const sector = disk.read(offset, 512);
  const ntfs = parseNtfsBootSector(sector);
  if (ntfs !== undefined) {
    const isTable = [ntfs.mftCluster, ntfs.mftMirrorCluster].some((cluster) => {
      const at = offset + cluster * ntfs.clusterSize;
      return at + 4 <= disk.size && disk.read(at, 4).toString("latin1") === "FILE";
    });
    return isTable ? ntfs.volumeSize : undefined;
  }
  const fat = parseFatBootSector(sector);
  if (fat !== undefined) {
    const at = offset + fat.fatOffset;
    const isTable = at < disk.size && disk.read(at, 1)[0] === fat.media;
    return isTable ? fat.dataOffset + fat.clusterCount * fat.clusterSize : undefined;
  }
  const kind = recognizeSector(sector)?.kind;
  return kind === "refs" || kind === "bitlocker" || kind === "exfat" ? disk.size - offset : undefined;
}
