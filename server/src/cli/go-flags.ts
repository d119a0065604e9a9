import { parseBool } from "../pods/annotations/go-values.ts";

/** What follows a flag: a text, nothing (or `=true`, `=0`, …), or an unsigned number. */
export type FlagKind = "text" | "switch" | "number";

/** Values by flag name; of several the last one wins. */
export interface GoFlags {
  readonly texts: ReadonlyMap<string, string>;
  readonly switches: ReadonlyMap<string, boolean>;
  readonly numbers: ReadonlyMap<string, bigint>;
  /** The first flag that Go refuses, without hyphens, and Go's words. */
  readonly fault: { readonly flag: string; readonly message: string } | undefined;
}

/** Digits of a base, which single underscores may separate from each other and from its prefix. */
const numeral = /^(?:0x(?:_?[\da-f])+|0o(?:_?[0-7])+|0b(?:_?[01])+|0(?:_?[0-7])*|[1-9](?:_?\d)*)$/i;

/** Go's `strconv.ParseUint(text, 0, 64)`: decimal, or with a prefix for another base; a 0 in front is octal. */
function parseNumber(text: string): bigint | "parse error" | "value out of range" {
  if (!numeral.test(text)) return "parse error";
  const digits = text.replaceAll("_", "");
  const value = BigInt(/^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return value < 2n ** 64n ? value : "value out of range";
}

/**
 * Reads flags as Go's `flag` package does: `-name` and `--name` are the same. What is no flag is passed over, and what
 * follows a fault is read all the same.
 */
export function readGoFlags(args: readonly string[], kinds: ReadonlyMap<string, FlagKind>): GoFlags {
  const texts = new Map<string, string>();
  const switches = new Map<string, boolean>();
  const numbers = new Map<string, bigint>();
  let fault: GoFlags["fault"];
  const refuse = (flag: string, message: string): void => {
    fault ??= { flag, message };
  };
  const rest = args.values();
  for (const argument of rest) {
    const [, name, given] = /^--?([^-=][^=]*)(?:=(.*))?$/s.exec(argument) ?? [];
    if (name === undefined) continue;
    const kind = kinds.get(name);
    if (kind === undefined) {
      refuse(name, `flag provided but not defined: -${name}`);
      continue;
    }
    if (kind === "switch") {
      const value = parseBool(given ?? "true");
      if (value.ok) switches.set(name, value.value);
      else refuse(name, `invalid boolean value ${JSON.stringify(given)} for -${name}: parse error`);
      continue;
    }
    const value = given ?? rest.next().value;
    if (value === undefined) {
      refuse(name, `flag needs an argument: -${name}`);
    } else if (kind === "text") {
      texts.set(name, value);
    } else {
      const number = parseNumber(value);
      if (typeof number === "bigint") numbers.set(name, number);
      else refuse(name, `invalid value ${JSON.stringify(value)} for flag -${name}: ${number}`);
    }
  }
  return { texts, switches, numbers, fault };
}
