import type { AnnotationFact, BadValueEffect, PodKind, ValueType } from "./annotation-fact.ts";

const decimal = "digits only: no sign, blank, decimal point or unit";

const grammars: Readonly<Record<Exclude<ValueType, "enum" | "path">, string>> = {
  bool: "Boolean as Go's strconv.ParseBool reads it: 1 t T TRUE true True 0 f F FALSE false False",
  "nullable-bool": "Boolean as Go's strconv.ParseBool reads it: 1 t T TRUE true True 0 f F FALSE false False",
  "exact-true": "exactly true; any other text is false",
  "insensitive-true": "true in any letter case; any other text is false",
  int32: "whole number from -2147483648 to 2147483647, no blank, decimal point or unit",
  uint32: `whole number from 0 to 4294967295, ${decimal}`,
  uint64: `whole number from 0 to 18446744073709551615, ${decimal}`,
  "uint64-pair": "two whole numbers with a semicolon between them: soft;hard",
  "csv-uint32": "whole numbers from 0 to 4294967295 with commas between them, no blanks",
  "csv-uint64": "whole numbers from 0 to 18446744073709551615 with commas between them, no blanks",
  "csv-string": "texts with commas between them, no blanks",
  "csv-path": "paths with commas between them, no blanks",
  guid: "GUID of 36 characters without braces: xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
  string: "any text",
  "base64-policy": "padded standard base64 of a Rego policy",
  "base64-json": "padded standard base64 of JSON",
  "registry-json": "JSON array of HCS registry values",
  "hv-socket-json": "JSON object with the HCS configuration of a socket service",
};

const places = { host: "on the host", guest: "in the guest", "boot-folder": "in the boot folder" } as const;

/** The grammar of a fact's value as a phrase, with its unit where it has one. */
export function describeType(fact: AnnotationFact): string {
  const { valueType } = fact;
  if (valueType === "enum") {
    const texts = fact.allowedValues.filter((value) => value !== "");
    return `${texts.length > 1 ? "one of" : "exactly"} ${texts.join(", ")}${texts.length < fact.allowedValues.length ? ", or empty" : ""}; letter case counts`;
  }
  if (valueType === "path") {
    if (fact.path === undefined) return "path";
    const what = fact.path.where === "boot-folder" ? "file name" : `path of a ${fact.path.what}`;
    return `${what} ${places[fact.path.where]}`;
  }
  return fact.unit === undefined ? grammars[valueType] : `${grammars[valueType]}; in ${fact.unit}`;
}

const effects: Readonly<Record<BadValueEffect, string>> = {
  "default-with-warning": "The shim logs a warning and takes the default.",
  "default-silently": "The default is taken without a word.",
  refused: "The shim refuses the pod or container.",
  "fails-later": "The shim accepts it; the guest refuses it, or the start fails.",
  "passed-through": "Nothing in hcsshim checks it.",
};

/** What a value outside of the grammar leads to, as a sentence. */
export const describeBadValue = (fact: AnnotationFact): string => effects[fact.onBadValue];

const kinds: Readonly<Record<PodKind, string>> = {
  lcow: "Linux VM",
  clcow: "confidential Linux VM",
  wcow: "Windows VM",
  cwcow: "confidential Windows VM",
  process: "process isolated Windows container",
  hostprocess: "host process container",
};

/** A kind of pod as a noun phrase. */
export const describeKind = (kind: PodKind): string => kinds[kind];
