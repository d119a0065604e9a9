import { type ByteSource, memorySource } from "../../byte-source.ts";
import { DiskError } from "../../problem.ts";
import { type Attribute, type AttributeValue, residentBytes } from "./attributes.ts";
import type { NtfsLayout } from "./boot-sector.ts";
import { compressedSource, runSource } from "./run-source.ts";
import { parseRuns, type Run } from "./runs.ts";

const largestUnit = 1024 * 1024;

/** The non-resident value pieces of a stream, by virtual cluster. */
interface Piece {
  readonly attribute: Attribute;
  readonly value: Extract<AttributeValue, { kind: "runs" }>;
}

function piecesOf(attributes: readonly Attribute[], type: number, name: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const attribute of attributes) {
    if (attribute.type !== type || attribute.name !== name || attribute.isResident) continue;
    const { value } = attribute;
    if (value.kind === "runs") pieces.push({ attribute, value });
  }
  return pieces.sort((a, b) => a.value.firstVcn - b.value.firstVcn);
}

/** All runs of a stream in order, each piece cut at its last virtual cluster. @throws DiskError where a piece is missing or a run does not lie on the volume. */
export function attributeRuns(
  attributes: readonly Attribute[],
  type: number,
  name: string,
  layout: NtfsLayout,
): readonly Run[] {
  const runs: Run[] = [];
  let nextVcn = 0;
  for (const { attribute, value } of piecesOf(attributes, type, name)) {
    const { recordOffset } = attribute;
    if (value.firstVcn !== nextVcn) {
      throw new DiskError(
        "runs-incomplete",
        `The runs of the clusters ${nextVcn} to ${value.firstVcn} are missing.`,
        recordOffset,
      );
    }
    const part = parseRuns(attribute.record, value.runsAt, value.runsEnd, {
      clusterCount: layout.clusterCount,
      offset: recordOffset,
    });
    for (const run of part) {
      // What a damaged list maps behind the piece's own end belongs to others.
      const count = Math.min(run.count, value.lastVcn + 1 - nextVcn);
      if (count <= 0) break;
      runs.push(count === run.count ? run : { lcn: run.lcn, count });
      nextVcn += count;
    }
  }
  return runs;
}

/** The content of the attribute with this type and name; `undefined`: there is none. @throws DiskError where it cannot be mapped. */
export function attributeContent(
  attributes: readonly Attribute[],
  type: number,
  name: string,
  volume: ByteSource,
  layout: NtfsLayout,
): ByteSource | undefined {
  const resident = residentBytes(attributes.find((attribute) => attribute.type === type && attribute.name === name));
  if (resident !== undefined) return memorySource(resident);
  const [first] = piecesOf(attributes, type, name);
  if (first === undefined) return undefined;
  const { attribute, value } = first;
  const content = {
    volume,
    clusterSize: layout.clusterSize,
    runs: attributeRuns(attributes, type, name, layout),
    size: value.size,
    initialized: value.initialized,
    recordOffset: attribute.recordOffset,
  };
  if (!attribute.isCompressed || value.compressionUnit === 0) return runSource(content);
  const unitClusters = 2 ** value.compressionUnit;
  if (unitClusters * layout.clusterSize > largestUnit) {
    throw new DiskError(
      "compression-unit",
      `Compressed in units of ${unitClusters} clusters, which NTFS does not do.`,
      attribute.recordOffset,
    );
  }
  return compressedSource(content, unitClusters);
}
