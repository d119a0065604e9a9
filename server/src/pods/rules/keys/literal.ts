import type { AnnotationFact } from "../../annotations/annotation-fact.ts";
import { grammarOf } from "./grammar.ts";

/** What somebody probably meant, in a form that hcsshim reads. */
export interface Literal {
  readonly text: string;
  /** Whether nothing else can have been meant, so that the fix is safe to apply unasked. */
  readonly isCertain: boolean;
}

const trueWords = new Set(["true", "yes", "y", "on", "1", "t", "enable", "enabled"]);
const falseWords = new Set(["false", "no", "n", "off", "0", "f", "disable", "disabled"]);

/** The literal for a text that the key's grammar refuses; undefined where the text gives no hint. */
export function literalFor({ valueType, unit }: AnnotationFact, text: string): Literal | undefined {
  const literal = meant(
    valueType,
    unit,
    text
      .trim()
      .replace(/^(["'])(.*)\1$/, "$2")
      .trim(),
  );
  return literal !== undefined && grammarOf(valueType)?.accepts(literal.text) === true ? literal : undefined;
}

function meant(valueType: AnnotationFact["valueType"], unit: string | undefined, text: string): Literal | undefined {
  switch (valueType) {
    case "bool":
    case "nullable-bool":
      return booleanWord(text.toLowerCase());
    case "int32":
    case "uint32":
    case "uint64":
      return number(text, unit);
    case "csv-uint32":
    case "csv-uint64":
      return {
        text: text
          .replace(/[[\]\s]/g, "")
          .replace(/,+/g, ",")
          .replace(/^,|,$/g, ""),
        isCertain: true,
      };
    default:
      return undefined;
  }
}

function booleanWord(word: string): Literal | undefined {
  if (trueWords.has(word)) return { text: "true", isCertain: true };
  return falseWords.has(word) ? { text: "false", isCertain: true } : undefined;
}

/** MB per unit of a quantity; the decimal units are a little less, which nobody who writes them means here. */
const megabytes: ReadonlyMap<string, bigint> = new Map([
  ["", 1n],
  ["m", 1n],
  ["mi", 1n],
  ["g", 1024n],
  ["gi", 1024n],
  ["t", 1024n * 1024n],
  ["ti", 1024n * 1024n],
]);

function number(text: string, unit: string | undefined): Literal | undefined {
  const plain = /^([+-]?)(\d[\d_]*)(?:\.0*)?$/.exec(text);
  if (plain !== null) {
    const digits = (plain[2] ?? "").replaceAll("_", "");
    return { text: plain[1] === "-" ? `-${digits}` : digits, isCertain: true };
  }
  if (/^0x[0-9a-f]+$/i.test(text)) return { text: BigInt(text).toString(), isCertain: true };
  if (/^\d+\.\d+$/.test(text)) return { text: Math.ceil(Number(text)).toString(), isCertain: false };
  const quantity = /^(\d+)\s*([mgt]?i?)b?$/i.exec(text);
  if (quantity === null || unit !== "MB") return undefined;
  const factor = megabytes.get((quantity[2] ?? "").toLowerCase());
  return factor === undefined ? undefined : { text: (BigInt(quantity[1] ?? "") * factor).toString(), isCertain: true };
}
