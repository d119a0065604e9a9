import type { ByteSource } from "../../byte-source.ts";
import { DiskError } from "../../problem.ts";
import { attributeRuns } from "./attribute-content.ts";
import { attributeType } from "./attributes.ts";
import type { NtfsLayout } from "./boot-sector.ts";
import type { FileRecord } from "./mft.ts";

const clustersAtOnce = 8 * 64 * 1024;

/**
 * Checks that no cluster of a deleted file's content has a new owner, by the volume's `$Bitmap`.
 * @throws DiskError `deleted-overwritten`
 */
export function checkUnallocated(record: FileRecord, bitmap: ByteSource | undefined, layout: NtfsLayout): void {
  for (const { type, name, value, recordOffset } of record.attributes) {
    if (type !== attributeType.data || value.kind !== "runs" || value.firstVcn !== 0) continue;
    for (const run of attributeRuns(record.attributes, type, name, layout)) {
      if (run.lcn < 0 || !hasOwner(bitmap, run.lcn, run.count)) continue;
      throw new DiskError(
        "deleted-overwritten",
        "Clusters of the deleted file have a new owner; its content is lost.",
        recordOffset,
      );
    }
  }
}

/** Whether one of the clusters is marked; all are taken for marked where the bitmap does not say. */
function hasOwner(bitmap: ByteSource | undefined, first: number, count: number): boolean {
  const end = first + count;
  if (bitmap === undefined || Math.ceil(end / 8) > bitmap.size) return true;
  for (let cluster = first; cluster < end; cluster += clustersAtOnce) {
    const stop = Math.min(end, cluster + clustersAtOnce);
    const firstByte = Math.floor(cluster / 8);
    const bytes = bitmap.read(firstByte, Math.ceil(stop / 8) - firstByte);
    for (let at = cluster; at < stop; at++) {
      if ((((bytes[(at >>> 3) - firstByte] ?? 0) >>> (at & 7)) & 1) === 1) return true;
    }
  }
  return false;
}
