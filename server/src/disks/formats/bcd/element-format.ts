/** How an element's value is stored. */
export type ElementFormat =
  | "device"
  | "string"
  | "object"
  | "object-list"
  | "integer"
  | "boolean"
  | "integer-list"
  | "unknown";

const formats: readonly ElementFormat[] = [
  "unknown",
  "device",
  "string",
  "object",
  "object-list",
  "integer",
  "boolean",
  "integer-list",
];

/** The second of an element code's eight hex digits: class, format, subtype. */
export function elementFormat(code: number): ElementFormat {
  return formats[(code >>> 24) & 0xf] ?? "unknown";
}
