import type { ByteSource } from "../../byte-source.ts";
import type { ProblemLog } from "../../problem.ts";
import { type FatLayout, parseFatBootSector } from "./boot-sector.ts";

const bootSectorSize = 512;
const none = 0xffff;
const closedCleanly = 2;
const fsInfo = { lead: 0x41615252, structure: 0x61417272 } as const;

/** Checks what FAT32 keeps beside its boot sector: the backup of it, and the sector with the number of free clusters. */
export function checkReservedSectors(volume: ByteSource, layout: FatLayout, origin: number, log: ProblemLog): void {
  if (layout.kind !== "FAT32") return;
  const boot = volume.read(0, bootSectorSize);
  const sectorAt = (field: number): { at: number; bytes: Buffer } | undefined => {
    const at = boot.readUInt16LE(field) * layout.sectorSize;
    // Volumes may have neither.
    if (at === 0 || boot.readUInt16LE(field) === none || at + bootSectorSize > layout.fatOffset) return undefined;
    return { at, bytes: volume.read(at, bootSectorSize) };
  };
  const info = sectorAt(48);
  if (info !== undefined && !isFsInfo(info.bytes)) {
    const message = "The FSInfo sector is damaged: the number of free clusters is not known. Files are not concerned.";
    log.add("fat-fsinfo-damaged", message, origin + info.at);
  }
  const backup = sectorAt(50);
  if (backup === undefined) return;
  const copy = parseFatBootSector(backup.bytes);
  if (copy === undefined) {
    log.add("boot-sector-backup-damaged", "The backup of the boot sector is damaged.", origin + backup.at);
  } else if (!isSameLayout(copy, layout)) {
    const message = "The boot sector and its backup disagree on where things are; the boot sector is used.";
    log.add("boot-sector-copies-differ", message, origin + backup.at);
  }
}

/**
 * Checks what the first two entries of the FAT say, which stand for no cluster: the media byte again, and whether the
 * volume was closed cleanly.
 */
export function checkFirstEntries(volume: ByteSource, layout: FatLayout, origin: number, log: ProblemLog): void {
  const at = layout.fatOffset + (layout.activeFat ?? 0) * layout.fatSize;
  const entries = volume.read(at, 8);
  const media = entries.readUInt8(0);
  if (media !== layout.media) {
    const [here, there] = [media, layout.media].map((value) => `0x${value.toString(16).padStart(2, "0")}`);
    const message = `The FAT begins with the media byte ${here}, the boot sector has ${there}: one of the two is damaged.`;
    log.add("fat-media-differs", message, origin + at);
    return;
  }
  // FAT12 has no room for the flags.
  if (layout.kind === "FAT12") return;
  const flags = layout.kind === "FAT32" ? entries.readUInt32LE(4) >>> 26 : entries.readUInt16LE(2) >>> 14;
  if ((flags & closedCleanly) !== 0) return;
  const message = "The volume was not closed cleanly: who wrote to it was stopped, and its last writes may be missing.";
  log.add("volume-not-closed", message, origin + at);
}

function isFsInfo(bytes: Buffer): boolean {
  return bytes.readUInt32LE(0) === fsInfo.lead && bytes.readUInt32LE(484) === fsInfo.structure;
}

function isSameLayout(one: FatLayout, other: FatLayout): boolean {
  const place = ({ sectorSize, clusterSize, clusterCount, fatOffset, fatSize, fatCopies, rootCluster }: FatLayout) =>
    [sectorSize, clusterSize, clusterCount, fatOffset, fatSize, fatCopies, rootCluster].join();
  return place(one) === place(other);
}
