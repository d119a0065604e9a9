import { DiskError } from "../../problem.ts";
import { attributeRuns } from "./attribute-content.ts";
import { attributeType } from "./attributes.ts";
import type { NtfsLayout } from "./boot-sector.ts";
import type { FileRecord } from "./mft.ts";
import { parseRuns } from "./runs.ts";

/** Checks without reading content that every stream of a record is mapped. @throws DiskError for the first that is not. */
export function checkContent(record: FileRecord, layout: NtfsLayout): void {
  for (const { type, name, value, isCompressed, record: bytes, recordOffset } of record.attributes) {
    if (type !== attributeType.data || value.kind !== "runs") continue;
    const place = { clusterCount: layout.clusterCount, offset: recordOffset };
    let inPiece = 0;
    for (const run of parseRuns(bytes, value.runsAt, value.runsEnd, place)) inPiece += run.count;
    const expected = value.lastVcn + 1 - value.firstVcn;
    if (inPiece !== expected) {
      throw new DiskError(
        "runs-length",
        `The runs map ${inPiece} clusters where the attribute has ${expected}.`,
        recordOffset,
      );
    }
    if (value.firstVcn !== 0) continue;
    let mapped = 0;
    for (const run of attributeRuns(record.attributes, type, name, layout)) mapped += run.count;
    const needed = Math.ceil(Math.min(value.initialised, value.size) / layout.clusterSize);
    if (isCompressed || needed <= mapped) continue;
    throw new DiskError(
      "runs-too-short",
      `Only ${mapped} of ${needed} clusters are mapped; the end is missing.`,
      recordOffset,
    );
  }
}
