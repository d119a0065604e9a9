import { type ByteSource, sliceSource } from "../byte-source.ts";
import type { DiskRange } from "../image/disk-image.ts";
import { ProblemLog } from "../problem.ts";
import { mbrTypeName, mbrTypeText } from "./partition-types.ts";
import { lostPartitions, type Partition, type VolumeTable } from "./volume-table.ts";

const tableAt = 446;
/** In the boot sectors of FAT and NTFS. */
const bytesPerSectorAt = 11;
const protectiveType = 0xee;
/** Windows gives letters to 24 volumes at most; a longer chain is a damaged one. */
const maxLogical = 128;
const behind = "what is behind it is only found by boot sectors";

interface MbrEntry {
  readonly type: number;
  readonly firstSector: number;
  readonly sectors: number;
}

/** The four entries of a master or extended boot record; `undefined` without the 55 AA signature or with impossible flags. */
export function readMbrEntries(sector: Buffer): readonly MbrEntry[] | undefined {
  if (sector.length < 512 || sector.readUInt16LE(510) !== 0xaa55) return undefined;
  const entries: MbrEntry[] = [];
  for (let at = tableAt; at < tableAt + 64; at += 16) {
    // The active flag has one bit; other values mean that this is no table but boot code.
    if ((sector.readUInt8(at) & 0x7f) !== 0) return undefined;
    entries.push({
      type: sector.readUInt8(at + 4),
      firstSector: sector.readUInt32LE(at + 8),
      sectors: sector.readUInt32LE(at + 12),
    });
  }
  return entries;
}

export function isProtective(entries: readonly MbrEntry[] | undefined): boolean {
  return entries?.some((entry) => entry.type === protectiveType) ?? false;
}

/**
 * Bytes in a sector as a record counts them. That is `sectorSize`, unless no volume starts where it leads to, and one does where
 * the other size leads, whose boot sector names that size: a raw copy of a disk does not know its own.
 */
export function countedSectorSize(
  disk: ByteSource,
  entries: readonly MbrEntry[],
  sectorSize: number,
  isVolume: (disk: ByteSource) => boolean,
): number {
  const other = sectorSize === 4096 ? 512 : 4096;
  const log = new ProblemLog();
  const volumesBy = (size: number): readonly ByteSource[] =>
    entries
      .filter(({ sectors, firstSector }) => sectors > 0 && firstSector > 0 && (firstSector + 1) * size <= disk.size)
      .map(({ firstSector }) => sliceSource(disk, firstSector * size, disk.size - firstSector * size))
      .filter((volume) => log.attempt(() => isVolume(volume), "Boot sector"));
  if (volumesBy(sectorSize).length > 0) return sectorSize;
  const namesOther = (volume: ByteSource): boolean => volume.read(bytesPerSectorAt, 2).readUInt16LE() === other;
  return volumesBy(other).some(namesOther) ? other : sectorSize;
}

/**
 * Reads a master boot record with its chain of logical partitions; `undefined`: there is none with a partition in it.
 * `findVolumes` is asked for what lies behind a break in the chain.
 */
export function readMbr(
  disk: ByteSource,
  sectorSize: number,
  findVolumes: (disk: ByteSource) => readonly DiskRange[] = () => [],
): VolumeTable | undefined {
  if (disk.size < 512) return undefined;
  const sector = disk.read(0, 512);
  const entries = readMbrEntries(sector)?.filter(
    (entry) => entry.type !== 0 && entry.sectors > 0 && entry.type !== protectiveType,
  );
  if (entries === undefined || entries.length === 0) return undefined;
  const log = new ProblemLog();
  const partitions: Partition[] = [];
  const add = (entry: MbrEntry, base: number, tableSector: number): void => {
    const offset = (base + entry.firstSector) * sectorSize;
    const end = offset + entry.sectors * sectorSize;
    const index = partitions.length;
    if (end > disk.size) {
      log.add(
        "partition-beyond-end",
        `Partition ${index} ends at ${end}, the disk at ${disk.size}.`,
        tableSector * sectorSize + tableAt,
      );
    }
    partitions.push({
      index,
      offset: Math.min(offset, disk.size),
      size: Math.max(0, Math.min(end, disk.size) - offset),
      type: mbrTypeText(entry.type),
      typeName: mbrTypeName(entry.type),
      name: "",
      id: "",
    });
  };
  const tables = [0];
  for (const entry of entries) if (!isExtended(entry)) add(entry, 0, 0);
  for (const entry of entries) {
    if (!isExtended(entry) || followChain(disk, entry.firstSector, sectorSize, tables, add, log)) continue;
    const start = entry.firstSector * sectorSize;
    const end = start + entry.sectors * sectorSize;
    const isLost = ({ offset }: DiskRange): boolean =>
      offset >= start && offset < end && !partitions.some((known) => known.offset === offset);
    partitions.push(...lostPartitions(findVolumes(disk).filter(isLost), partitions.length));
  }
  return {
    scheme: "mbr",
    sectorSize,
    diskId: sector.readUInt32LE(440).toString(16).padStart(8, "0"),
    partitions,
    tableRanges: tables.map((table) => ({ offset: table * sectorSize, length: sectorSize })),
    problems: log.problems,
  };
}

function isExtended(entry: MbrEntry): boolean {
  return entry.type === 0x05 || entry.type === 0x0f || entry.type === 0x85;
}

/** Walks the extended boot records: their first entry is a partition, their second the next record. @returns whether to the end. */
function followChain(
  disk: ByteSource,
  start: number,
  sectorSize: number,
  tables: number[],
  add: (entry: MbrEntry, base: number, tableSector: number) => void,
  log: ProblemLog,
): boolean {
  const visited = new Set<number>();
  for (let table = start; ; ) {
    const offset = table * sectorSize;
    if (visited.has(table) || visited.size >= maxLogical) {
      log.add("mbr-chain-loop", `The chain of logical partitions does not end; ${behind}.`, offset);
      return false;
    }
    visited.add(table);
    const entries = offset + 512 <= disk.size ? readMbrEntries(disk.read(offset, 512)) : undefined;
    if (entries === undefined) {
      log.add("mbr-chain-broken", `The next record of the logical partitions is not there; ${behind}.`, offset);
      return false;
    }
    tables.push(table);
    const [partition, next] = entries;
    if (partition !== undefined && partition.type !== 0 && partition.sectors > 0) add(partition, table, table);
    if (next === undefined || next.type === 0 || next.sectors === 0) return true;
    table = start + next.firstSector;
  }
}
