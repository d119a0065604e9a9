import { hexBytes, oneLine } from "../text.ts";
import type { CborValue } from "./cbor-value.ts";

const maxShown = 16;

/** A value on one line, after RFC 8949's diagnostic notation; long byte strings, arrays and maps are cut. */
export function cborAsText(value: CborValue): string {
  switch (value.kind) {
    case "integer":
    case "big-integer":
    case "float":
      return String(value.value);
    case "simple":
      return String(value.value);
    case "bytes":
      return `h'${hexBytes(value.value)}'`;
    case "text":
      return oneLine(value.value);
    case "array":
      return `[${shown(value.items, cborAsText)}]`;
    case "map":
      return `{${shown(value.entries, (entry) => `${cborAsText(entry.key)}: ${cborAsText(entry.value)}`)}}`;
    case "tag":
      return `${value.tag}(${cborAsText(value.content)})`;
  }
}

function shown<T>(items: readonly T[], text: (item: T) => string): string {
  const parts = items.slice(0, maxShown).map(text);
  return (items.length > maxShown ? [...parts, `… (${items.length} in all)`] : parts).join(", ");
}
