import { plainScalarType } from "../yaml/scalar-type.ts";
import type { ScalarStyle } from "../yaml/tree.ts";

/** Text that means itself unquoted, in block and in flow context and for every YAML version, unless it looks like another type. */
const plainText = /^[A-Za-z0-9_./\\](?:[\w./\\=+@~-]|:(?=[\w./\\]))*$/;
/** What has to be escaped: controls, every line break that some YAML reader knows, byte order marks, unpaired surrogates. */
const needsEscape = new RegExp(
  [
    String.raw`[\0-\x08\x0A-\x1F\x7F-\x9F\u2028\u2029\uFEFF\uFFFE\uFFFF]`,
    String.raw`[\uD800-\uDBFF](?![\uDC00-\uDFFF])`,
    String.raw`(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]`,
  ].join("|"),
);

/**
 * Writes a string value. `json` gives a JSON string; otherwise a YAML scalar that every reader takes for exactly this
 * text, in `style` where that is possible: a value with backslashes is single-quoted, one with control characters
 * double-quoted, and what would be read as another type is never left plain.
 */
export function encodeScalar(value: string, style: ScalarStyle): string {
  if (style === "json") return JSON.stringify(value);
  if (needsEscape.test(value)) return doubleQuoted(value);
  if (style === "plain" && plainText.test(value) && plainScalarType(value) === "string") return value;
  if (style === "single" || value.includes("\\")) return `'${value.replaceAll("'", "''")}'`;
  return doubleQuoted(value);
}

/** Quotes a string value, however simple it is. */
export function encodeQuoted(value: string, style: ScalarStyle): string {
  return encodeScalar(value, style === "plain" ? "double" : style);
}

/** Writes a string value in double quotes, as YAML and JSON both read it. */
export function doubleQuoted(value: string): string {
  return JSON.stringify(value).replace(/[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
