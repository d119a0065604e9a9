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

const grammars: ReadonlyMap<ValueType, Grammar> = new Map<ValueType, Grammar>([
  ["bool", boolean],
  ["nullable-bool", boolean],
  ["int32", { accepts: (text) => parseInt32(text).ok, noun: "a signed 32-bit number", advice: digits }],
  ["uint32", { accepts: (text) => parseUint32(text).ok, noun: "an unsigned 32-bit number", advice: digits }],
  ["uint64", { accepts: (text) => parseUint64(text).ok, noun: "an unsigned number", advice: digits }],
  ["csv-uint32", { accepts: (text) => parseListUint32(text).ok, noun: "a list of 32-bit numbers", advice: list }],
  ["csv-uint64", { accepts: (text) => parseListUint64(text).ok, noun: "a list of numbers", advice: list }],
]);

/** The grammar of a type that falls back to a default where it cannot be read; undefined for all others. */
export const grammarOf = (type: ValueType): Grammar | undefined => grammars.get(type);
