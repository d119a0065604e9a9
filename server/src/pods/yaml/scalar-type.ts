import type { ScalarType } from "./tree.ts";

/** goyaml.v2 `yamlStyleFloat`. */
const styleFloat = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
/** Go's `strconv.ParseInt(…, 0, 64)` after underscores are taken out. */
const styleInteger = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|[0-9]+)$/;
const words: ReadonlyMap<string, ScalarType> = new Map<string, ScalarType>([
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, "null"] as const),
  ...["true", "True", "TRUE", "false", "False", "FALSE"].map((word) => [word, "boolean"] as const),
  ...["y", "Y", "yes", "Yes", "YES", "on", "On", "ON"].map((word) => [word, "boolean11"] as const),
  ...["n", "N", "no", "No", "NO", "off", "Off", "OFF"].map((word) => [word, "boolean11"] as const),
  ...[".nan", ".NaN", ".NAN"].map((word) => [word, "number"] as const),
  ...["", "+", "-"].flatMap((sign) => [".inf", ".Inf", ".INF"].map((word) => [sign + word, "number"] as const)),
]);
const longestWord = 5;

/**
 * The type that kubectl and crictl (goyaml.v2 `resolve`) give a plain scalar.
 * Timestamps and sexagesimal numbers are text there; `1_000`, `0o17`, `0777`, `0x1F` and `.inf` are numbers.
 */
export function plainScalarType(text: string): ScalarType {
  if (text.length <= longestWord) {
    const type = words.get(text);
    if (type !== undefined) return type;
  }
  const first = text.charCodeAt(0);
  const numeric = (first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d || first === 0x2e;
  if (!numeric) return "string";
  if (first === 0x2e) return styleFloat.test(text) ? "number" : "string";
  const plain = text.includes("_") ? text.replaceAll("_", "") : text;
  return styleInteger.test(plain) || styleFloat.test(plain) ? "number" : "string";
}

/** The type that an explicit core tag (`!!bool`, `!<tag:yaml.org,2002:int>`) gives a scalar; undefined for no core tag. */
export function taggedScalarType(tag: string): ScalarType | undefined {
  const name = tag.startsWith("!!") ? tag.slice(2) : /^!<tag:yaml\.org,2002:(\w+)>$/.exec(tag)?.[1];
  switch (name) {
    case "bool":
      return "boolean";
    case "int":
    case "float":
      return "number";
    case "null":
      return "null";
    case undefined:
      return tag === "" ? undefined : "string";
    default:
      return "string";
  }
}
