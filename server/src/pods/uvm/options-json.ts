import type { LcowOptions } from "./lcow-options.ts";
import type { OptionValue } from "./resolved.ts";
import type { WcowOptions } from "./wcow-options.ts";

/** Numbers beyond 2^53 stay bigint, since a double would lose digits. */
function toOptionValue(value: unknown): OptionValue {
  if (typeof value === "bigint") return value > BigInt(Number.MAX_SAFE_INTEGER) ? value : Number(value);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(toOptionValue);
  if (typeof value === "object" && value !== null) return toRecord(value);
  return null;
}

function toRecord(value: object): { readonly [name: string]: OptionValue } {
  const entries = Object.entries(value).map(([name, member]) => [name, toOptionValue(member)] as const);
  return Object.fromEntries(entries);
}

/** The options as an open record under hcsshim's names, embedded structs unfolded, in alphabetical order. */
export function toOptionRecord(options: WcowOptions | LcowOptions): { readonly [name: string]: OptionValue } {
  const { common, confidential, ...rest } = options;
  const { files, ...own } = "files" in rest ? rest : { ...rest, files: {} };
  const entries = [common, confidential, files, own].flatMap((part) => Object.entries(part));
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, value]) => [name, toOptionValue(value)]));
}

/** An option as JSON has it. */
export type JsonOption =
  | string
  | number
  | boolean
  | null
  | readonly JsonOption[]
  | { readonly [name: string]: JsonOption };

function toJson(value: OptionValue): JsonOption {
  if (typeof value === "bigint") return String(value);
  if (isList(value)) return value.map(toJson);
  return typeof value === "object" && value !== null ? optionsToJson(value) : value;
}

const isList = (value: OptionValue): value is readonly OptionValue[] => Array.isArray(value);

/** The options as JSON values: numbers beyond 2^53 as strings. */
export function optionsToJson(options: { readonly [name: string]: OptionValue }): {
  readonly [name: string]: JsonOption;
} {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, toJson(value)]));
}
