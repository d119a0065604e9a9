import type { ByteSource } from "../byte-source.ts";
import { checksumWithout, crc32c } from "../crc32.ts";
import { guidLe, u64le } from "../fields.ts";
import { DiskError, type ProblemLog } from "../problem.ts";

const tableSize = 64 * 1024;
const tableOffsets = [192 * 1024, 256 * 1024] as const;
const maxEntries = 2047;
const mib = 1024 * 1024;
const batGuid = "2dc27766-f623-4200-9d64-115e9bfd4a08";
const metadataGuid = "8b7ca206-4790-4b9a-b8fe-575f050f886e";

export interface VhdxRegion {
  readonly offset: number;
  readonly length: number;
}

export interface VhdxRegions {
  readonly bat: VhdxRegion;
  readonly metadata: VhdxRegion;
}

interface RegionEntry extends VhdxRegion {
  readonly guid: string;
  readonly required: boolean;
}

/**
 * The regions of the first valid region table ([MS-VHDX] 2.2.3); where both copies are lost, those that `recover` finds.
 * @throws DiskError where neither copy names both regions, and they are not found either.
 */
export function readRegions(file: ByteSource, log: ProblemLog, recover: () => VhdxRegions | undefined): VhdxRegions {
  const copies = tableOffsets.map((offset) => ({ offset, table: readTable(file, offset) }));
  for (const { offset, table } of copies) {
    const used = copies.some((copy) => copy.table?.valid) ? "; the other one is used" : "";
    if (!table?.valid) log.add("vhdx-region-table-damaged", `This copy of the region table is damaged${used}.`, offset);
  }
  const chosen = copies.find(({ table }) => table?.valid) ?? copies.find(({ table }) => table !== undefined);
  if (chosen?.table === undefined) {
    const found = recover();
    if (found !== undefined) {
      const message = `Both copies of the region table are lost; metadata were found at ${found.metadata.offset} by their signature, the block table at ${found.bat.offset} since only there every entry fits the file.`;
      log.add("vhdx-regions-recovered", message, tableOffsets[0]);
      return found;
    }
    throw new DiskError(
      "vhdx-regions-lost",
      "Both copies of the region table are lost; the blocks cannot be found.",
      tableOffsets[0],
    );
  }
  return pickRegions(file, chosen.table.entries, chosen.offset, log);
}

function readTable(file: ByteSource, offset: number): { entries: readonly RegionEntry[]; valid: boolean } | undefined {
  if (offset + tableSize > file.size) return undefined;
  const bytes = file.read(offset, tableSize);
  const count = bytes.readUInt32LE(8);
  if (bytes.toString("latin1", 0, 4) !== "regi" || count > maxEntries) return undefined;
  const entries = Array.from({ length: count }, (_, index) => {
    const at = 16 + index * 32;
    return {
      guid: guidLe(bytes, at),
      offset: u64le(bytes, at + 16),
      length: bytes.readUInt32LE(at + 24),
      required: (bytes.readUInt32LE(at + 28) & 1) === 1,
    };
  });
  return { entries, valid: checksumWithout(crc32c, bytes, 4) === bytes.readUInt32LE(4) };
}

function pickRegions(
  file: ByteSource,
  entries: readonly RegionEntry[],
  tableOffset: number,
  log: ProblemLog,
): VhdxRegions {
  const unknown = entries.find((entry) => entry.required && entry.guid !== batGuid && entry.guid !== metadataGuid);
  if (unknown !== undefined) {
    const message = `The file requires a region ${unknown.guid} that no published version of VHDX has.`;
    throw new DiskError("vhdx-unknown-region", message, tableOffset);
  }
  const pick = (guid: string, name: string): VhdxRegion => {
    const entry = entries.find((candidate) => candidate.guid === guid);
    if (entry === undefined)
      throw new DiskError("vhdx-region-missing", `The region table names no ${name} region.`, tableOffset);
    if (entry.offset < mib || entry.offset >= file.size) {
      throw new DiskError(
        "vhdx-region-beyond-file",
        `The ${name} region should be at ${entry.offset}, outside the file's data.`,
        tableOffset,
      );
    }
    if (entry.offset % mib !== 0 || entry.length % mib !== 0) {
      log.add("vhdx-region-misaligned", `The ${name} region is not aligned to 1 MiB.`, tableOffset);
    }
    return entry;
  };
  const bat = pick(batGuid, "BAT");
  const metadata = pick(metadataGuid, "metadata");
  if (bat.offset < metadata.offset + metadata.length && metadata.offset < bat.offset + bat.length) {
    log.add("vhdx-regions-overlap", "The BAT and metadata regions overlap.", tableOffset);
  }
  return { bat, metadata };
}
