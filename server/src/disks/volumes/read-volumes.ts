import type { ByteSource } from "../byte-source.ts";
import { readGpt } from "./gpt.ts";
import { isProtective, readMbr, readMbrEntries } from "./mbr.ts";
import type { VolumeTable } from "./volume-table.ts";

export interface ReadVolumesOptions {
  /** Bytes in a logical sector, as the container says. */
  readonly sectorSize: number;
  /** Whether the disk starts with a boot sector of a file system: it can be one volume without a table. */
  readonly isVolume: (disk: ByteSource) => boolean;
}

/** Finds out how a disk is divided. The container's sector size is tried first, then the other one: a raw copy does not know. */
export function readVolumes(disk: ByteSource, options: ReadVolumesOptions): VolumeTable {
  const { sectorSize } = options;
  const first = disk.size >= 512 ? readMbrEntries(disk.read(0, 512)) : undefined;
  if (!isProtective(first) && options.isVolume(disk)) return wholeDisk(disk, sectorSize);
  const mbr = isProtective(first) ? undefined : readMbr(disk, sectorSize);
  // A disk that was divided anew by an MBR can still have an old backup GPT at its end.
  if (mbr !== undefined && !hasPrimaryGpt(disk, sectorSize)) return mbr;
  for (const size of sectorSize === 4096 ? [4096, 512] : [512, 4096]) {
    const gpt = readGpt(disk, size);
    if (gpt !== undefined) return gpt;
  }
  const divided = mbr ?? readMbr(disk, sectorSize);
  if (divided !== undefined) return divided;
  const whole = wholeDisk(disk, sectorSize);
  if (!isProtective(first)) return whole;
  const message =
    "The MBR says that there is a GPT, but neither the primary nor the backup can be read; the partitions are lost.";
  return { ...whole, problems: [{ code: "gpt-lost", message, offset: sectorSize }] };
}

function hasPrimaryGpt(disk: ByteSource, sectorSize: number): boolean {
  return disk.size >= 2 * sectorSize && disk.read(sectorSize, 8).toString("latin1") === "EFI PART";
}

function wholeDisk(disk: ByteSource, sectorSize: number): VolumeTable {
  const partition = {
    index: 0,
    offset: 0,
    size: disk.size,
    type: "",
    typeName: "no partition table",
    name: "",
    id: "",
  };
  return { scheme: "none", sectorSize, diskId: "", partitions: [partition], tableRanges: [], problems: [] };
}
