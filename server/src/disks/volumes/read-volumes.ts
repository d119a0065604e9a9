import type { ByteSource } from "../byte-source.ts";
import type { DiskRange } from "../image/disk-image.ts";
import { type Problem, ProblemLog } from "../problem.ts";
import { readGpt } from "./gpt.ts";
import { countedSectorSize, isProtective, readMbr, readMbrEntries } from "./mbr.ts";
import { lostPartitions, type VolumeTable } from "./volume-table.ts";

export interface ReadVolumesOptions {
  /** Bytes in a logical sector, as the container says. */
  readonly sectorSize: number;
  /** Whether the disk starts with a boot sector of a file system: it can be one volume without a table. */
  readonly isVolume: (disk: ByteSource) => boolean;
  /** Volumes by their boot sectors alone; asked where the table is lost. */
  readonly findVolumes?: (disk: ByteSource) => readonly DiskRange[];
}

/** Finds out how a disk is divided. The container's sector size is tried first, then the other one: a raw copy does not know. */
export function readVolumes(disk: ByteSource, options: ReadVolumesOptions): VolumeTable {
  const { sectorSize } = options;
  const log = new ProblemLog();
  const sector = disk.size < 512 ? undefined : log.attempt(() => disk.read(0, 512), "First sector");
  if (disk.size >= 512 && sector === undefined) return readWithoutFirstSector(disk, options, log);
  const first = sector && readMbrEntries(sector);
  if (!isProtective(first) && options.isVolume(disk)) return wholeDisk(disk, sectorSize);
  const mbrSectorSize = countedSectorSize(disk, first ?? [], sectorSize, options.isVolume);
  const mbr = isProtective(first) ? undefined : readMbr(disk, mbrSectorSize, options.findVolumes);
  // A disk that was divided anew by an MBR can still have an old backup GPT at its end.
  if (mbr !== undefined && !hasPrimaryGpt(disk, sectorSize)) return mbr;
  const gpt = readAnyGpt(disk, sectorSize);
  if (gpt !== undefined) return isProtective(first) ? gpt : withProblem(gpt, unprotected);
  const divided = mbr ?? readMbr(disk, mbrSectorSize, options.findVolumes);
  if (divided !== undefined) return divided;
  const lost = options.findVolumes?.(disk) ?? [];
  const table = lost.length > 0 ? lostTable(sectorSize, lost) : wholeDisk(disk, sectorSize);
  const found = lost.length > 0 ? "those shown were found by their boot sectors" : "the partitions are lost";
  if (isProtective(first)) {
    const message = `The MBR says that there is a GPT, but neither the primary nor the backup can be read; ${found}.`;
    return withProblem(table, { code: "gpt-lost", message, offset: sectorSize });
  }
  if (lost.length === 0) return table;
  const message = `There is no partition table, although there are volumes: it was lost; ${found}.`;
  return withProblem(table, { code: "partition-table-lost", message, offset: 0 });
}

function readAnyGpt(disk: ByteSource, sectorSize: number): VolumeTable | undefined {
  return readGpt(disk, sectorSize) ?? readGpt(disk, sectorSize === 4096 ? 512 : 4096);
}

/** What is behind an unreadable start of the disk, by the backup GPT or by boot sectors. */
function readWithoutFirstSector(
  disk: ByteSource,
  { sectorSize, findVolumes }: ReadVolumesOptions,
  { problems }: ProblemLog,
): VolumeTable {
  const table = readAnyGpt(disk, sectorSize) ?? lostTable(sectorSize, findVolumes?.(disk) ?? []);
  return { ...table, problems: [...problems, ...table.problems] };
}

const unprotected: Problem = {
  code: "gpt-without-protective-mbr",
  message: "The first sector is not a protective MBR: firmware does not look for the GPT that is there.",
  offset: 0,
};

function withProblem(table: VolumeTable, problem: Problem): VolumeTable {
  return { ...table, problems: [problem, ...table.problems] };
}

function lostTable(sectorSize: number, volumes: readonly DiskRange[]): VolumeTable {
  const partitions = lostPartitions(volumes, 0);
  return { scheme: "none", sectorSize, diskId: "", partitions, tableRanges: [], problems: [] };
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
