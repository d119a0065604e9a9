import { DiskError } from "../../problem.ts";
import { attributeRuns } from "./attribute-content.ts";
import { type Attribute, attributeType } from "./attributes.ts";
import type { NtfsLayout } from "./boot-sector.ts";
import type { ClusterClaims } from "./cluster-claims.ts";
import type { FileRecord } from "./mft.ts";
import { parseRuns, type Run } from "./runs.ts";

/**
 * Checks without reading content that every stream of a record is mapped, to clusters of its own.
 * @throws DiskError for the first that is not.
 */
export function checkContent(record: FileRecord, layout: NtfsLayout, volumeSize: number, claims: ClusterClaims): void {
  const isInPieces = record.attributes.some(({ type }) => type === attributeType.attributeList);
  for (const attribute of record.attributes) {
    if (attribute.isResident) continue;
    const { type, name, value, recordOffset } = attribute;
    if (value.kind !== "runs") continue;
    const runs = pieceRuns(attribute, layout);
    if (type !== attributeType.data) {
      checkOwn(runs, claims, recordOffset);
      continue;
    }
    const outside = runs.find(({ lcn, count }) => lcn >= 0 && (lcn + count) * layout.clusterSize > volumeSize);
    if (outside !== undefined) {
      const message = `The clusters ${outside.lcn} to ${outside.lcn + outside.count - 1} lie behind the end of the partition.`;
      throw new DiskError("content-beyond-end", message, recordOffset);
    }
    const inPiece = clustersOf(runs);
    const expected = value.lastVcn + 1 - value.firstVcn;
    if (inPiece !== expected) {
      throw new DiskError(
        "runs-length",
        `The runs map ${inPiece} clusters where the attribute has ${expected}.`,
        recordOffset,
      );
    }
    checkOwn(runs, claims, recordOffset);
    if (value.firstVcn !== 0) continue;
    if (value.initialized > value.size) {
      const message = `Of ${value.size} bytes ${value.initialized} are said to be initialized.`;
      throw new DiskError("initialized-size", message, recordOffset);
    }
    if (attribute.isCompressed) continue;
    const mapped = isInPieces ? clustersOf(attributeRuns(record.attributes, type, name, layout)) : inPiece;
    const needed = Math.ceil(Math.min(value.initialized, value.size) / layout.clusterSize);
    if (needed > mapped) {
      throw new DiskError(
        "runs-too-short",
        `Only ${mapped} of ${needed} clusters are mapped; the end is missing.`,
        recordOffset,
      );
    }
  }
}

function checkOwn(runs: readonly Run[], claims: ClusterClaims, recordOffset: number): void {
  const shared = runs.find(({ lcn, count }) => lcn >= 0 && claims.claim(lcn, count));
  if (shared === undefined) return;
  const message = `Of the clusters ${shared.lcn} to ${shared.lcn + shared.count - 1} some also belong to another file.`;
  throw new DiskError("clusters-shared", message, recordOffset);
}

function pieceRuns({ record, recordOffset, value }: Attribute, { clusterCount }: NtfsLayout): readonly Run[] {
  return value.kind === "runs"
    ? parseRuns(record, value.runsAt, value.runsEnd, { clusterCount, offset: recordOffset })
    : [];
}

function clustersOf(runs: readonly Run[]): number {
  let count = 0;
  for (const run of runs) count += run.count;
  return count;
}
