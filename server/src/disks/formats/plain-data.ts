import { createHash } from "node:crypto";

/** What JSON can hold. */
export type PlainData =
  | string
  | number
  | boolean
  | null
  | readonly PlainData[]
  | { readonly [name: string]: PlainData };

/**
 * A parsed artifact as data for JSON. Bytes become size and SHA-256: enough to compare, and nothing that is stored
 * in a variable or file gets out. Members that are `undefined` are left out.
 */
export function plainData(value: unknown): PlainData {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) ? value : String(value);
    case "object":
      return value === null ? null : plainObject(value);
    default:
      return String(value);
  }
}

function plainObject(value: object): PlainData {
  if (Buffer.isBuffer(value)) return { size: value.length, sha256: createHash("sha256").update(value).digest("hex") };
  if (Array.isArray(value)) return value.map((item: unknown) => plainData(item));
  const entries: Iterable<[unknown, unknown]> = value instanceof Map ? value : Object.entries(value);
  const members: [string, PlainData][] = [];
  for (const [name, member] of entries) if (member !== undefined) members.push([String(name), plainData(member)]);
  return Object.fromEntries(members);
}
