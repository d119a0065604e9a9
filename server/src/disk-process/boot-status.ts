import type { BootStatus } from "../disk-protocol.ts";
import { readBootStatusLog } from "../disks/formats/bootstat/boot-status-log.ts";
import { fileSource, findArtifacts } from "../disks/formats/find-artifacts.ts";
import type { OpenedDisk } from "../disks/open-disk.ts";
import { DiskError } from "../disks/problem.ts";

/** Where the boot manager of Windows keeps its log; other places are found by a walk. */
const usualPath = "EFI/Microsoft/Boot/bootstat.dat";
/** Far more than the 64 KiB of any log. */
const maxSize = 1024 * 1024;

/** Finds the boot status log of a disk and tells how its newest boot ended; null: there is none. */
export function bootStatus(disk: OpenedDisk): BootStatus | null {
  const place = findLog(disk);
  if (place === undefined) return null;
  const { partition, path, source } = place;
  if (source.size > maxSize) return { partition, path, outcome: null };
  try {
    const { boots } = readBootStatusLog(source.read(0, source.size));
    return { partition, path, outcome: boots.at(-1)?.outcome ?? null };
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
    return {
      partition,
      path,
      outcome: { kind: "unfinished", text: `The log cannot be read: ${error.message}`, brief: "Cannot be read" },
    };
  }
}

function findLog(
  disk: OpenedDisk,
): { partition: number; path: string; source: ReturnType<typeof fileSource> } | undefined {
  for (const { index, fileSystem } of disk.partitions) {
    const entry = fileSystem?.find(usualPath);
    if (fileSystem === undefined || entry?.kind !== "file") continue;
    return { partition: index, path: entry.path, source: fileSource(fileSystem, entry) };
  }
  for (const { kind, partition, path, source } of findArtifacts(disk, "")) {
    if (kind === "boot-status-log" && partition !== undefined) return { partition, path, source };
  }
  return undefined;
}
