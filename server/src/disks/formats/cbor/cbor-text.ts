import { hexBytes, oneLine } from "../text.ts";
import type { CborValue } from "./cbor-value.ts";

const maxShown = 16;
/** What a Date can hold. */
const maxSeconds = 8.64e12;

/** A value on one line, after RFC 8949's diagnostic notation; long byte strings, arrays and maps are cut, times are dates. */
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
      return dateText(value) ?? `${value.tag}(${cborAsText(value.content)})`;
  }
}

/** Tag 1: seconds since 1970. */
function dateText({ tag, content }: Extract<CborValue, { kind: "tag" }>): string | undefined {
  if (tag !== 1 || content.kind !== "integer" || Math.abs(content.value) > maxSeconds) return undefined;
  return new Date(content.value * 1000).toISOString().replace(".000", "");
}

function shown<T>(items: readonly T[], text: (item: T) => string): string {
  const parts = items.slice(0, maxShown).map(text);
  return (items.length > maxShown ? [...parts, `… (${items.length} in all)`] : parts).join(", ");
}
