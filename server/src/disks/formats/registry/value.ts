import { DiskError, type ProblemLog } from "../../problem.ts";
import type { Budget } from "./budget.ts";
import { isNoCell, readCell, signature } from "./cells.ts";
import type { HiveKey } from "./key.ts";

/** A value (`vk`) with its data. */
export interface HiveValue {
  /** Empty: the key's default value. */
  readonly name: string;
  /** REG_* number, e.g. 1 REG_SZ, 3 REG_BINARY, 4 REG_DWORD, 7 REG_MULTI_SZ. */
  readonly type: number;
  readonly data: Buffer;
  readonly offset: number;
}

const nodeSize = 20;
const compressedName = 1;
const inlineData = 0x80000000;
/** Data above this is split into segments of this size where the format's minor version is 4 or more. */
const segmentSize = 16_344;

export function readValues(hive: Buffer, key: HiveKey, log: ProblemLog, budget: Budget): HiveValue[] {
  if (key.valueCount === 0 || isNoCell(key.valueList)) return [];
  const list = log.attempt(() => readCell(hive, key.valueList, 0, "value list"), key.name);
  if (list === undefined) return [];
  const count = Math.min(key.valueCount, Math.floor(list.bytes.length / 4));
  if (count < key.valueCount) {
    log.add(
      "hive-values",
      `The key ${key.name} is said to have ${key.valueCount} values; its list holds ${count}.`,
      list.offset,
    );
  }
  const values: HiveValue[] = [];
  for (let index = 0; index < count; index++) {
    budget.spend(list.offset);
    const value = log.attempt(() => readValue(hive, list.bytes.readUInt32LE(index * 4)), key.name);
    if (value !== undefined) values.push(value);
  }
  return values;
}

function readValue(hive: Buffer, reference: number): HiveValue {
  const cell = readCell(hive, reference, nodeSize, "value");
  const { bytes, offset } = cell;
  if (signature(cell) !== "vk")
    throw new DiskError("hive-value", "There is no value where one is referred to.", offset);
  const length = bytes.readUInt16LE(2);
  if (nodeSize + length > bytes.length) {
    throw new DiskError(
      "hive-value",
      `The value's name is said to be ${length} bytes long, longer than its cell.`,
      offset,
    );
  }
  const encoding = bytes.readUInt16LE(16) & compressedName ? "latin1" : "utf16le";
  const name = bytes.toString(encoding, nodeSize, nodeSize + length);
  return { name, type: bytes.readUInt32LE(12), data: readData(hive, bytes, offset), offset };
}

function readData(hive: Buffer, value: Buffer, offset: number): Buffer {
  const declared = value.readUInt32LE(4);
  const size = declared & ~inlineData;
  if (declared & inlineData) {
    if (size > 4) throw new DiskError("hive-value", `${size} bytes are said to be stored in a field of four.`, offset);
    return value.subarray(8, 8 + size);
  }
  if (size === 0) return Buffer.alloc(0);
  const reference = value.readUInt32LE(8);
  const first = readCell(hive, reference, Math.min(size, 12), "value's data");
  if (size > segmentSize && signature(first) === "db") return readSegments(hive, first.bytes, size, first.offset);
  if (first.bytes.length < size) {
    throw new DiskError(
      "hive-value",
      `The data is said to be ${size} bytes long; its cell holds ${first.bytes.length}.`,
      offset,
    );
  }
  return first.bytes.subarray(0, size);
}

/** Big data (`db`): a list of cells that each hold a segment. */
function readSegments(hive: Buffer, header: Buffer, size: number, offset: number): Buffer {
  const count = header.readUInt16LE(2);
  if (count !== Math.ceil(size / segmentSize) || size > hive.length) {
    throw new DiskError("hive-value", `${size} bytes of data are said to be split into ${count} segments.`, offset);
  }
  const list = readCell(hive, header.readUInt32LE(4), count * 4, "list of data segments");
  const segments = Array.from({ length: count }, (_, index) => {
    const wanted = Math.min(segmentSize, size - index * segmentSize);
    return readCell(hive, list.bytes.readUInt32LE(index * 4), wanted, "data segment").bytes.subarray(0, wanted);
  });
  return Buffer.concat(segments);
}
