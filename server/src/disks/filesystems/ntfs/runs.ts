import { DiskError } from "../../problem.ts";

/** Clusters that follow each other; `lcn` -1: sparse, nothing is stored. */
export interface Run {
  readonly lcn: number;
  readonly count: number;
}

/** Where a run list stands, for its errors. */
export interface RunPlace {
  /** Clusters of the volume. */
  readonly clusterCount: number;
  /** Disk offset of the file record. */
  readonly offset: number;
}

/** Decodes the mapping pairs in `bytes[at, end)`. @throws DiskError where a run does not lie on the volume. */
export function parseRuns(bytes: Buffer, at: number, end: number, place: RunPlace): readonly Run[] {
  const runs: Run[] = [];
  let lcn = 0;
  for (let next = at; next < end; ) {
    const header = bytes.readUInt8(next);
    if (header === 0) return runs;
    const countSize = header & 15;
    const lcnSize = header >>> 4;
    const after = next + 1 + countSize + lcnSize;
    if (countSize === 0 || countSize > 8 || lcnSize > 8 || after > end) {
      throw new DiskError("runs-damaged", "The list of runs is damaged.", place.offset);
    }
    const count = littleEndian(bytes, next + 1, countSize, false);
    if (count <= 0) throw new DiskError("runs-damaged", "A run has no clusters.", place.offset);
    if (lcnSize === 0) {
      runs.push({ lcn: -1, count });
    } else {
      lcn += littleEndian(bytes, next + 1 + countSize, lcnSize, true);
      if (lcn < 0 || lcn + count > place.clusterCount) {
        const message = `A run of ${count} clusters at cluster ${lcn} does not lie on the volume of ${place.clusterCount}.`;
        throw new DiskError("run-beyond-volume", message, place.offset);
      }
      runs.push({ lcn, count });
    }
    next = after;
  }
  return runs;
}

function littleEndian(bytes: Buffer, at: number, size: number, signed: boolean): number {
  if (size <= 6) return signed ? bytes.readIntLE(at, size) : bytes.readUIntLE(at, size);
  const high = signed ? bytes.readIntLE(at + 6, size - 6) : bytes.readUIntLE(at + 6, size - 6);
  return bytes.readUIntLE(at, 6) + high * 2 ** 48;
}
