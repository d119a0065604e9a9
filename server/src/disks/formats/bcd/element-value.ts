import { DiskError } from "../../problem.ts";
import type { HiveValue } from "../registry/value.ts";
import { hex, hexBytes, oneLine } from "../text.ts";
import { deviceText } from "./device-record.ts";
import { elementFormat } from "./element-format.ts";
import { integerName } from "./integer-names.ts";
import { objectReference } from "./known-objects.ts";

const binary = 3;
const strings: ReadonlySet<number> = new Set([1, 2, 7]);

/**
 * An element's value as lines of text: one, or one for each member of a list.
 * @throws DiskError `bcd-element` where the registry's type or length does not fit the format.
 */
export function elementValue(code: number, value: HiveValue): readonly string[] {
  switch (elementFormat(code)) {
    case "device":
      return [deviceText(expect(value, binary))];
    case "string":
      return [oneLine(untilNul(text(value)))];
    case "object":
      return [objectReference(oneLine(untilNul(text(value))))];
    case "object-list":
      return list(text(value)).map((guid) => objectReference(oneLine(guid)));
    case "integer":
      return [integer(expect(value, binary), code)];
    case "boolean":
      return [expect(value, binary).some((byte) => byte !== 0) ? "Yes" : "No"];
    case "integer-list":
      return integers(expect(value, binary), code);
    case "unknown":
      return [hexBytes(value.data)];
  }
}

function expect(value: HiveValue, type: number): Buffer {
  if (value.type === type && value.data.length > 0) return value.data;
  const what = value.data.length === 0 ? "is empty" : `is of registry type ${value.type}`;
  throw new DiskError("bcd-element", `The value ${what}, which its element's format does not allow.`, value.offset);
}

function text(value: HiveValue): string {
  if (!strings.has(value.type)) expect(value, 1);
  return value.data.toString("utf16le", 0, value.data.length & ~1);
}

function untilNul(padded: string): string {
  const end = padded.indexOf("\0");
  return end < 0 ? padded : padded.slice(0, end);
}

/** REG_MULTI_SZ: strings that each end with NUL, then an empty one. */
function list(joined: string): string[] {
  return joined.split("\0").filter((part) => part !== "");
}

/** Little-endian, up to eight bytes; beside the number its word, or hex where the digits are easier to recognize. */
function integer(data: Buffer, code: number): string {
  const bytes = Buffer.alloc(8);
  data.copy(bytes, 0, 0, 8);
  const value = bytes.readBigUInt64LE();
  const meaning = integerName(code, value) ?? (value < 10n ? "" : hex(value));
  return meaning === "" ? `${value}` : `${value} (${meaning})`;
}

function integers(data: Buffer, code: number): string[] {
  const count = Math.floor(data.length / 8);
  return Array.from({ length: count }, (_, index) => integer(data.subarray(index * 8, index * 8 + 8), code));
}
