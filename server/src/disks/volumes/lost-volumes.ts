import type { ByteSource } from "../byte-source.ts";
import type { DiskRange } from "../image/disk-image.ts";
import { DiskError } from "../problem.ts";

/** Size in bytes of the volume whose boot sector is at `offset`, and that is what it says; `undefined`: there is none. */
export type VolumeSizeAt = (disk: ByteSource, offset: number) => number | undefined;

/** Windows aligns partitions to 1 MiB or 64 KiB, other tools to 4 KiB behind a table; older ones start at sector 63. */
const oddStarts = [34, 40, 63, 6 * 8, 63 * 8].map((sector) => sector * 512);
const fineStep = 64 * 1024;
const coarseStep = 1024 * 1024;
/** Places that are looked at with each step: 256 MiB, then 4 GiB of what is stored. */
const maxPlaces = 4096;

/** Volumes of a disk whose partition table is lost, by their boot sectors; `stored`: the parts of it that are not zeros by default. */
export function findLostVolumes(
  disk: ByteSource,
  stored: readonly DiskRange[],
  sizeAt: VolumeSizeAt,
): readonly DiskRange[] {
  const found: DiskRange[] = [];
  let end = 0;
  for (const offset of places(stored)) {
    if (offset < end || offset >= disk.size) continue;
    const length = readableSize(disk, offset, sizeAt);
    if (length === undefined) continue;
    found.push({ offset, length: Math.min(length, disk.size - offset) });
    end = offset + length;
  }
  return found;
}

function readableSize(disk: ByteSource, offset: number, sizeAt: VolumeSizeAt): number | undefined {
  try {
    return sizeAt(disk, offset);
  } catch (error) {
    if (error instanceof DiskError) return undefined;
    throw error;
  }
}

/** Where a volume may start, ascending. */
function* places(stored: readonly DiskRange[]): Generator<number> {
  const odd = [...oddStarts];
  let count = 0;
  for (const { offset, length } of stored) {
    const end = offset + length;
    let step = count < maxPlaces ? fineStep : coarseStep;
    for (let at = Math.ceil(offset / step) * step; at < end; at = (Math.floor(at / step) + 1) * step) {
      while ((odd[0] ?? end) < at) yield odd.shift() ?? 0;
      yield at;
      count++;
      if (count >= 2 * maxPlaces) return;
      if (count >= maxPlaces) step = coarseStep;
    }
  }
}
