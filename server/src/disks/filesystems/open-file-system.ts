import type { ByteSource } from "../byte-source.ts";
import { parseFatBootSector, readFatLayout } from "./fat/boot-sector.ts";
import { FatFileSystem } from "./fat/fat-file-system.ts";
import type { FileSystem } from "./file-system.ts";

/** Opens the file system of a volume; `origin` is its offset on the disk. `undefined`: none that is read here. */
export function openFileSystem(volume: ByteSource, origin: number): FileSystem | undefined {
  const fat = readFatLayout(volume);
  if (fat === undefined) return undefined;
  const fileSystem = new FatFileSystem(volume, fat.layout, origin);
  if (fat.fromBackup) fileSystem.noteBackupBootSector();
  return fileSystem;
}

/** Whether a volume starts with a boot sector that says what it is: then the disk has no partition table. */
export function startsWithVolume(disk: ByteSource): boolean {
  return disk.size >= 512 && parseFatBootSector(disk.read(0, 512)) !== undefined;
}
