import { DiskError } from "../../problem.ts";
import type { StretchTest } from "../file-system.ts";
import type { NtfsLayout } from "./boot-sector.ts";
import type { FileRecord } from "./mft.ts";
import { parseRuns } from "./runs.ts";

/**
 * Whether a record, one of its extensions or a cluster of one of its attributes is touched. Where none is, neither the
 * file's names nor its contents can be others than they were.
 */
export function recordTest(layout: NtfsLayout, origin: number, touches: StretchTest): (record: FileRecord) => boolean {
  const { clusterSize, clusterCount, recordSize } = layout;
  return ({ attributes }) => {
    let told = -1;
    for (const attribute of attributes) {
      const { recordOffset } = attribute;
      if (recordOffset !== told && touches(recordOffset - origin, recordSize)) return true;
      told = recordOffset;
      if (attribute.isResident) continue;
      const { value, record } = attribute;
      if (value.kind !== "runs") continue;
      try {
        const runs = parseRuns(record, value.runsAt, value.runsEnd, { clusterCount, offset: recordOffset });
        if (runs.some(({ lcn, count }) => lcn >= 0 && touches(lcn * clusterSize, count * clusterSize))) return true;
      } catch (error) {
        if (error instanceof DiskError) return true;
        throw error;
      }
    }
    return false;
  };
}
