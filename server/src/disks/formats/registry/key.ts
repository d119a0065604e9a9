import { DiskError } from "../../problem.ts";
import { type Cell, readCell, signature } from "./cells.ts";

/** A key node (`nk`). */
export interface HiveKey {
  readonly name: string;
  /** Offset of its node in the file. */
  readonly offset: number;
  readonly subkeyCount: number;
  readonly subkeyList: number;
  readonly valueCount: number;
  readonly valueList: number;
}

const nodeSize = 76;
const compressedName = 0x20;
export const rootFlag = 0x04;

/** @throws DiskError `hive-cell` or `hive-key` where there is none. */
export function readKey(hive: Buffer, reference: number): HiveKey {
  return keyOf(readCell(hive, reference, nodeSize, "key"));
}

export function keyOf(cell: Cell): HiveKey {
  const { bytes, offset } = cell;
  if (signature(cell) !== "nk") throw new DiskError("hive-key", "There is no key where one is referred to.", offset);
  const length = bytes.readUInt16LE(72);
  if (nodeSize + length > bytes.length) {
    throw new DiskError("hive-key", `The key's name is said to be ${length} bytes long, longer than its cell.`, offset);
  }
  const encoding = bytes.readUInt16LE(2) & compressedName ? "latin1" : "utf16le";
  return {
    name: bytes.toString(encoding, nodeSize, nodeSize + length),
    offset,
    subkeyCount: bytes.readUInt32LE(20),
    subkeyList: bytes.readUInt32LE(28),
    valueCount: bytes.readUInt32LE(36),
    valueList: bytes.readUInt32LE(40),
  };
}
