import type { ValueType } from "../../annotations/annotation-fact.ts";
import {
  parseBool,
  parseInt32,
  parseListUint32,
  parseListUint64,
  parseUint32,
  parseUint64,
} from "../../annotations/go-values.ts";

/** How a value is read, and how a message speaks of it. */
export interface Grammar {
  readonly accepts: (text: string) => boolean;
  /** "a boolean" */
  readonly noun: string;
  /** "write "true" or "false"" */
  readonly advice: string;
}

const boolean: Grammar = {
  accepts: (text) => parseBool(text).ok,
  noun: "a boolean",
  advice: 'write "true" or "false"',
};

const digits = "write decimal digits only";
const list = "write decimal numbers with single commas and no blanks";

/** Up to nine digits are a number to each of Go's parsers; they need not be asked. */
const isSmallNumber = (text: string): boolean => /^\d{1,9}$/.test(text);

const numbers = (parse: (text: string) => { readonly ok: boolean }, noun: string, advice: string): Grammar => ({
  accepts: (text) => isSmallNumber(text) || parse(text).ok,
  noun,
  advice,
});

const grammars: ReadonlyMap<ValueType, Grammar> = new Map<ValueType, Grammar>([
  ["bool", boolean],
  ["nullable-bool", boolean],
  ["int32", numbers(parseInt32, "a signed 32-bit number", digits)],
  ["uint32", numbers(parseUint32, "an unsigned 32-bit number", digits)],
  ["uint64", numbers(parseUint64, "an unsigned number", digits)],
  ["csv-uint32", numbers(parseListUint32, "a list of 32-bit numbers", list)],
  ["csv-uint64", numbers(parseListUint64, "a list of numbers", list)],
]);

/** The grammar of a type that falls back to a default where it cannot be read; undefined for all others. */
export const grammarOf = (type: ValueType): Grammar | undefined => grammars.get(type);
