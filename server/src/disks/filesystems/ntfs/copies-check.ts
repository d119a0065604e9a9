import type { ByteSource } from "../../byte-source.ts";
import { DiskError, type ProblemLog } from "../../problem.ts";
import { type NtfsLayout, parseNtfsBootSector } from "./boot-sector.ts";
import { applyFixup } from "./fixup.ts";

const mirrored = 4;

/** Checks the copies that NTFS keeps for the day that the first is damaged: of its boot sector, and of the first file records. */
export function checkCopies(volume: ByteSource, layout: NtfsLayout, origin: number, log: ProblemLog): void {
  log.attempt(() => checkBootSector(volume, layout, origin, log), "Backup of the boot sector");
  log.attempt(() => checkMirror(volume, layout, origin, log), "$MFTMirr");
}

function checkBootSector(volume: ByteSource, layout: NtfsLayout, origin: number, log: ProblemLog): void {
  const { volumeSize, sectorSize } = layout;
  // What is cut off is told as such.
  if (volumeSize > volume.size) return;
  const ends = [volumeSize, volume.size - (volume.size % sectorSize)];
  const copies = ends.map((end) => parseNtfsBootSector(volume.read(end - sectorSize, sectorSize)));
  const at = origin + volumeSize - sectorSize;
  const found = copies.filter((copy) => copy !== undefined);
  if (found.length === 0) log.add("boot-sector-backup-damaged", "The backup of the boot sector is damaged.", at);
  else if (!found.some((copy) => isSameLayout(copy, layout))) {
    const message = "The boot sector and its backup disagree on where things are; the boot sector is used.";
    log.add("boot-sector-copies-differ", message, at);
  }
}

function isSameLayout(one: NtfsLayout, other: NtfsLayout): boolean {
  const place = ({ clusterSize, clusterCount, mftCluster, mftMirrorCluster, recordSize }: NtfsLayout) =>
    [clusterSize, clusterCount, mftCluster, mftMirrorCluster, recordSize].join();
  return place(one) === place(other);
}

function checkMirror(volume: ByteSource, layout: NtfsLayout, origin: number, log: ProblemLog): void {
  const { mftCluster, mftMirrorCluster, clusterSize, recordSize } = layout;
  for (let number = 0; number < mirrored; number++) {
    const within = number * recordSize;
    const original = wholeRecord(volume.read(mftCluster * clusterSize + within, recordSize));
    const at = mftMirrorCluster * clusterSize + within;
    const copy = wholeRecord(volume.read(at, recordSize));
    if (copy === undefined) {
      log.add("mft-mirror-damaged", `The copy of file record ${number} in $MFTMirr is damaged.`, origin + at);
    } else if (original !== undefined && !copy.equals(original)) {
      const message = `File record ${number} and its copy in $MFTMirr differ; the record is used.`;
      log.add("mft-mirror-differs", message, origin + at);
    }
  }
}

/** The attributes of a record that was written in one piece. */
function wholeRecord(stored: Buffer): Buffer | undefined {
  const bytes = Buffer.from(stored);
  try {
    applyFixup(bytes, "FILE", "", 0);
  } catch (error) {
    if (error instanceof DiskError) return undefined;
    throw error;
  }
  return bytes.subarray(bytes.readUInt16LE(20), bytes.readUInt32LE(24));
}
