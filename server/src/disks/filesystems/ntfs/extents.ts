import { DiskError } from "../../problem.ts";
import type { ExtentOwner, FileEntry, OwnedExtent, VolumeStretch } from "../file-system.ts";
import { attributeRuns } from "./attribute-content.ts";
import { type Attribute, attributeType } from "./attributes.ts";
import type { NtfsLayout } from "./boot-sector.ts";
import type { Mft } from "./mft.ts";
import { isSystemRecord, rootRecord } from "./system-records.ts";

/** Whose the clusters of an NTFS volume are, by what a walk with the system's own files finds; damaged files are left out. */
export function* ntfsExtents(mft: Mft, entries: Iterable<FileEntry>, layout: NtfsLayout): Generator<OwnedExtent> {
  const seen = new Uint8Array((mft.count >>> 3) + 1);
  yield* recordExtents(mft, rootRecord, { kind: "directory", path: "" }, layout);
  for (const entry of entries) {
    const bit = 1 << (entry.node & 7);
    const marks = seen[entry.node >>> 3] ?? 0;
    if (entry.deleted || entry.isTouched === false || (marks & bit) !== 0) continue;
    seen[entry.node >>> 3] = marks | bit;
    yield* recordExtents(mft, entry.node, ownerOf(entry), layout);
  }
}

/** The records of a stream, whose bytes stand in them or are mapped by them, and the clusters that it is mapped to. */
export function contentPlaces(
  attributes: readonly Attribute[],
  stream: string,
  layout: NtfsLayout,
  origin: number,
): readonly VolumeStretch[] {
  const records = new Set(attributes.map(({ recordOffset }) => recordOffset - origin));
  const places = [...records].map((offset) => ({ offset, length: layout.recordSize }));
  for (const run of attributeRuns(attributes, attributeType.data, stream, layout)) {
    if (run.lcn < 0) continue;
    places.push({ offset: run.lcn * layout.clusterSize, length: run.count * layout.clusterSize });
  }
  return places;
}

function ownerOf(entry: FileEntry): ExtentOwner {
  if (isSystemRecord(entry.node)) return { kind: "system", name: entry.path };
  return { kind: entry.kind === "directory" ? "directory" : "file", path: entry.path };
}

function* recordExtents(mft: Mft, number: number, owner: ExtentOwner, layout: NtfsLayout): Generator<OwnedExtent> {
  try {
    const { attributes } = mft.glance(number);
    for (const attribute of attributes) yield* attributeExtents(attribute, attributes, owner, layout);
  } catch (error) {
    // The walk has told of it already.
    if (!(error instanceof DiskError)) throw error;
  }
}

function* attributeExtents(
  { type, name, value }: Attribute,
  attributes: readonly Attribute[],
  owner: ExtentOwner,
  layout: NtfsLayout,
): Generator<OwnedExtent> {
  if (value.kind !== "runs" || value.firstVcn !== 0) return;
  const hasSlack = type === attributeType.data && owner.kind === "file" && value.compressionUnit === 0;
  let left = hasSlack ? value.size : Number.MAX_SAFE_INTEGER;
  for (const run of attributeRuns(attributes, type, name, layout)) {
    const length = run.count * layout.clusterSize;
    const used = Math.min(left, length);
    left -= used;
    if (run.lcn < 0) continue;
    const offset = run.lcn * layout.clusterSize;
    if (used > 0) yield { offset, length: used, owner };
    if (used < length && owner.kind === "file") {
      yield { offset: offset + used, length: length - used, owner: { kind: "slack", path: owner.path } };
    }
  }
}
