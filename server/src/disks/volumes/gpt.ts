import type { ByteSource } from "../byte-source.ts";
import { guidLe, u64le, utf16le } from "../fields.ts";
import { ProblemLog } from "../problem.ts";
import { type GptCopy, readGptCopy } from "./gpt-header.ts";
import { gptTypeName } from "./partition-types.ts";
import type { Partition, VolumeTable } from "./volume-table.ts";

const unused = "00000000-0000-0000-0000-000000000000";

/** Reads a GUID partition table; the backup at the end stands in for a damaged primary. `undefined`: neither is there. */
export function readGpt(disk: ByteSource, sectorSize: number): VolumeTable | undefined {
  const log = new ProblemLog();
  const lastLba = Math.floor(disk.size / sectorSize) - 1;
  const copyAt = (lba: number): GptCopy | undefined => log.attempt(() => readGptCopy(disk, lba, sectorSize), "GPT");
  const primary = copyAt(1);
  const backupLba = primary?.headerValid ? primary.header.alternateLba : lastLba;
  const backup = copyAt(backupLba) ?? copyAt(lastLba);
  const chosen = chooseCopy(primary, backup);
  if (chosen === undefined) return undefined;
  if (!isValid(primary)) {
    const instead = chosen === primary ? "it is used as it is" : "the backup at the end of the disk is used";
    log.add("gpt-primary-damaged", `The primary GPT is ${stateOf(primary)}; ${instead}.`, sectorSize);
  }
  if (!isValid(backup)) {
    const offset = (backup?.header.lba ?? backupLba) * sectorSize;
    log.add("gpt-backup-damaged", `The backup GPT is ${stateOf(backup)}.`, offset);
  }
  if (primary !== undefined && backup !== undefined && isValid(primary) && isValid(backup)) {
    if (!primary.entries.equals(backup.entries)) {
      const message = "The primary GPT and its backup name other partitions; the primary is used.";
      log.add("gpt-copies-differ", message, backup.header.entriesLba * sectorSize);
    }
  }
  return {
    scheme: "gpt",
    sectorSize,
    diskId: chosen.header.diskGuid,
    partitions: readPartitions(disk, chosen, sectorSize, log),
    tableRanges: tableRanges(disk, [primary, backup], sectorSize),
    problems: log.problems,
  };
}

function isValid(copy: GptCopy | undefined): boolean {
  return copy?.headerValid === true && copy.entriesValid;
}

function stateOf(copy: GptCopy | undefined): string {
  if (copy === undefined) return "missing or unreadable";
  return copy.headerValid ? "damaged (checksum of its entries)" : "damaged (checksum of its header)";
}

/** The better copy: whole before half, primary before backup. */
function chooseCopy(primary: GptCopy | undefined, backup: GptCopy | undefined): GptCopy | undefined {
  const copies = [primary, backup];
  return (
    copies.find(isValid) ??
    copies.find((copy) => copy?.entriesValid) ??
    copies.find((copy) => copy?.headerValid) ??
    primary ??
    backup
  );
}

function readPartitions(disk: ByteSource, copy: GptCopy, sectorSize: number, log: ProblemLog): readonly Partition[] {
  const partitions: Partition[] = [];
  const { entries, header } = copy;
  for (let at = 0; at + header.entrySize <= entries.length; at += header.entrySize) {
    const type = guidLe(entries, at);
    if (type === unused) continue;
    const entryOffset = header.entriesLba * sectorSize + at;
    const first = u64le(entries, at + 32);
    const last = u64le(entries, at + 40);
    const offset = first * sectorSize;
    const index = partitions.length;
    if (first === 0 || last < first || offset >= disk.size) {
      log.add(
        "partition-outside-disk",
        `Partition ${index} (sectors ${first} to ${last}) does not lie on the disk.`,
        entryOffset,
      );
    }
    const end = (last + 1) * sectorSize;
    if (end > disk.size && offset < disk.size) {
      log.add("partition-beyond-end", `Partition ${index} ends at ${end}, the disk at ${disk.size}.`, entryOffset);
    }
    partitions.push({
      index,
      offset: Math.min(offset, disk.size),
      size: first === 0 ? 0 : Math.max(0, Math.min(end, disk.size) - offset),
      type,
      typeName: gptTypeName(type),
      name: utf16le(entries, at + 56, 72),
      id: guidLe(entries, at + 16),
    });
  }
  reportOverlaps(partitions, header.entriesLba * sectorSize, log);
  return partitions;
}

function reportOverlaps(partitions: readonly Partition[], offset: number, log: ProblemLog): void {
  let before: Partition | undefined;
  for (const partition of [...partitions].filter(({ size }) => size > 0).sort((a, b) => a.offset - b.offset)) {
    if (before !== undefined && partition.offset < before.offset + before.size) {
      log.add("partitions-overlap", `Partitions ${before.index} and ${partition.index} overlap.`, offset);
    }
    before = partition;
  }
}

function tableRanges(
  disk: ByteSource,
  copies: readonly (GptCopy | undefined)[],
  sectorSize: number,
): VolumeTable["tableRanges"] {
  const ranges = copies.flatMap((copy) =>
    copy === undefined
      ? []
      : [
          { offset: copy.header.lba * sectorSize, length: sectorSize },
          { offset: copy.header.entriesLba * sectorSize, length: copy.entries.length },
        ],
  );
  return [{ offset: 0, length: Math.min(sectorSize, disk.size) }, ...ranges];
}
