/** A JSON value whose members keep their order; 64-bit numbers are bigint. */
export type GoValue = string | number | bigint | boolean | null | readonly GoValue[] | GoObject;

/** A struct or a map as Go's `encoding/json` writes it. */
export type GoObject = { readonly [name: string]: GoValue };

const htmlEscapes: ReadonlyMap<string, string> = new Map([
  ["<", "\\u003c"],
  [">", "\\u003e"],
  ["&", "\\u0026"],
  ["\u2028", "\\u2028"],
  ["\u2029", "\\u2029"],
]);

/** A string literal as `json.Marshal` writes it: HTML characters escaped, an unpaired surrogate replaced. */
export function goJsonString(text: string): string {
  const wellFormed = text.replace(/\p{Surrogate}/gu, "\ufffd");
  return JSON.stringify(wellFormed).replace(/[<>&\u2028\u2029]/g, (character) => htmlEscapes.get(character) ?? "");
}

const isList = (value: GoValue): value is readonly GoValue[] => Array.isArray(value);

function write(value: GoValue, indent: string, lead: string): string {
  if (typeof value === "string") return goJsonString(value);
  if (typeof value !== "object" || value === null) return String(value);
  const inner = lead + indent;
  const colon = indent === "" ? ":" : ": ";
  const [open, close, items] = isList(value)
    ? ["[", "]", value.map((item) => write(item, indent, inner))]
    : [
        "{",
        "}",
        Object.entries(value).map(([name, member]) => goJsonString(name) + colon + write(member, indent, inner)),
      ];
  if (items.length === 0) return open + close;
  const gap = indent === "" ? "" : "\n";
  const text = items.map((item) => gap + (gap && inner) + item).join(",");
  return open + text + gap + (gap && lead) + close;
}

/**
 * The value as Go writes it: numbers in full whatever their size, members in their order. `indent`: blanks of one level;
 * 0 is one line without blanks (`json.Marshal`).
 */
export function writeGoJson(value: GoValue, indent = 0): string {
  return write(value, " ".repeat(indent), "");
}
