import type { GoObject, GoValue } from "./go-json.ts";

const isEmpty = (value: GoValue | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === "" ||
  value === false ||
  value === 0 ||
  value === 0n ||
  (Array.isArray(value) && value.length === 0);

/**
 * A Go struct whose fields are all `omitempty`: what Go calls empty is left out. An object stands for a pointer to a
 * struct and is kept even when it has no members; an empty map is passed as undefined ({@link goMap}).
 */
export function goStruct(members: { readonly [name: string]: GoValue | undefined }): GoObject {
  const kept: { [name: string]: GoValue } = {};
  for (const [name, value] of Object.entries(members)) {
    if (value !== undefined && !isEmpty(value)) kept[name] = value;
  }
  return kept;
}

/** A Go map, its keys sorted; undefined when it is empty, which `omitempty` leaves out. */
export function goMap(entries: { readonly [key: string]: GoValue }): GoObject | undefined {
  const sorted = Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.length === 0 ? undefined : Object.fromEntries(sorted);
}

/** Go's conversion of an int32 to uint64: a negative number becomes a huge one. */
export const asUint64 = (value: number): bigint => BigInt.asUintN(64, BigInt(value));
