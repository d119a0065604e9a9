import { marvin32 } from "../../../../../server/src/disks/formats/registry/marvin32.ts";
import { u32 } from "./bytes.ts";

/** Lower and upper half of the seed that all hives' logs have. */
const seed = [0x7a4e55c5, 0x82ef4d88] as const;

export interface LogEntrySpec {
  readonly sequence: number;
  readonly binsSize: number;
  /** Bytes of the bins by their offset. */
  readonly pages: readonly (readonly [offset: number, bytes: Buffer])[];
}

/** A transaction log (.LOG1 or .LOG2) as Windows 8.1 and later write it. */
export function buildHiveLog(entries: readonly LogEntrySpec[]): Buffer {
  const base = Buffer.alloc(512);
  base.write("regf");
  return Buffer.concat([base, ...entries.map(logEntry)]);
}

function logEntry({ sequence, binsSize, pages }: LogEntrySpec): Buffer {
  const references = pages.map(([offset, bytes]) => u32(offset, bytes.length));
  const body = Buffer.concat([...references, ...pages.map(([, bytes]) => bytes)]);
  const entry = Buffer.alloc(Math.ceil((40 + body.length) / 512) * 512);
  entry.write("HvLE");
  u32(entry.length, 0, sequence, binsSize, pages.length).copy(entry, 4);
  body.copy(entry, 40);
  u32(...marvin32(entry.subarray(40), seed)).copy(entry, 24);
  u32(...marvin32(entry.subarray(0, 32), seed)).copy(entry, 32);
  return entry;
}
