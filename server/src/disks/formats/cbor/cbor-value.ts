/** Where a value's encoding stands: `[start, end)` of the buffer that it was decoded from. */
interface Encoded {
  readonly start: number;
  readonly end: number;
}

/** A decoded CBOR value (RFC 8949), with integers as far as a double is exact. */
export type CborValue =
  | (Encoded & { readonly kind: "integer"; readonly value: number })
  /** Integers beyond 2^53 in decimal. */
  | (Encoded & { readonly kind: "big-integer"; readonly value: bigint })
  | (Encoded & { readonly kind: "bytes"; readonly value: Buffer })
  | (Encoded & { readonly kind: "text"; readonly value: string })
  | (Encoded & { readonly kind: "array"; readonly items: readonly CborValue[] })
  | (Encoded & { readonly kind: "map"; readonly entries: readonly CborEntry[] })
  | (Encoded & { readonly kind: "tag"; readonly tag: number; readonly content: CborValue })
  | (Encoded & { readonly kind: "simple"; readonly value: boolean | null | undefined })
  | (Encoded & { readonly kind: "float"; readonly value: number });

export interface CborEntry {
  readonly key: CborValue;
  readonly value: CborValue;
}

/** A map's label as COSE uses them: an integer or a text. */
export type CborLabel = number | string;

/** The value under a label; `undefined`: not there, or `map` is no map. */
export function cborGet(map: CborValue | undefined, label: CborLabel): CborValue | undefined {
  if (map?.kind !== "map") return undefined;
  return map.entries.find(({ key }) => (key.kind === "integer" || key.kind === "text") && key.value === label)?.value;
}

export function cborText(value: CborValue | undefined): string | undefined {
  return value?.kind === "text" ? value.value : undefined;
}

export function cborInteger(value: CborValue | undefined): number | undefined {
  return value?.kind === "integer" ? value.value : undefined;
}

export function cborBytes(value: CborValue | undefined): Buffer | undefined {
  return value?.kind === "bytes" ? value.value : undefined;
}

export function cborItems(value: CborValue | undefined): readonly CborValue[] | undefined {
  return value?.kind === "array" ? value.items : undefined;
}
