import { quoteGo } from "./go-values-quote.ts";

/** What a Go parser makes of a text: its value, or Go's own error text. */
export type GoResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

const trueTexts: ReadonlySet<string> = new Set(["1", "t", "T", "true", "TRUE", "True"]);
const falseTexts: ReadonlySet<string> = new Set(["0", "f", "F", "false", "FALSE", "False"]);

const maxUint32 = 0xffff_ffffn;
const maxUint64 = 0xffff_ffff_ffff_ffffn;

function numError(parser: string, text: string, reason: "invalid syntax" | "value out of range") {
  return { ok: false, error: `strconv.${parser}: parsing ${quoteGo(text)}: ${reason}` } as const;
}

/** Go's `strconv.ParseBool`: twelve exact texts, nothing trimmed or folded. */
export function parseBool(text: string): GoResult<boolean> {
  if (trueTexts.has(text)) return { ok: true, value: true };
  if (falseTexts.has(text)) return { ok: true, value: false };
  return numError("ParseBool", text, "invalid syntax");
}

/** No more digits than the largest number has. */
const fewDigits = /^[0-9]{1,20}$/;

/**
 * Decimal digits up to `max`. Like Go's loop it stops at the first fault, so a number that overflows before an
 * illegal character is out of range, not a syntax error.
 */
function scanDigits(digits: string, max: bigint): bigint | "invalid syntax" | "value out of range" {
  if (fewDigits.test(digits)) {
    const whole = BigInt(digits);
    return whole > max ? "value out of range" : whole;
  }
  if (digits === "") return "invalid syntax";
  let value = 0n;
  for (const digit of digits) {
    if (digit < "0" || digit > "9") return "invalid syntax";
    value = value * 10n + BigInt(digit);
    if (value > max) return "value out of range";
  }
  return value;
}

function parseUint(text: string, max: bigint): GoResult<bigint> {
  const value = scanDigits(text, max);
  return typeof value === "bigint" ? { ok: true, value } : numError("ParseUint", text, value);
}

/** Go's `strconv.ParseInt(text, 10, 32)`: one optional sign and decimal digits, -2147483648 to 2147483647. */
export function parseInt32(text: string): GoResult<number> {
  const negative = text.startsWith("-");
  const magnitude = scanDigits(negative || text.startsWith("+") ? text.slice(1) : text, maxUint32);
  if (typeof magnitude === "string") return numError("ParseInt", text, magnitude);
  const limit = 0x8000_0000n;
  if (magnitude > limit || (magnitude === limit && !negative)) return numError("ParseInt", text, "value out of range");
  // Number(-0n) is 0, so "-0" gives 0 as in Go.
  return { ok: true, value: Number(negative ? -magnitude : magnitude) };
}

/** Go's `strconv.ParseUint(text, 10, 32)`: decimal digits only, no sign. */
export function parseUint32(text: string): GoResult<number> {
  const result = parseUint(text, maxUint32);
  return result.ok ? { ok: true, value: Number(result.value) } : result;
}

/** Go's `strconv.ParseUint(text, 10, 64)`: decimal digits only, no sign. */
export function parseUint64(text: string): GoResult<bigint> {
  return parseUint(text, maxUint64);
}

/** go-winio's `guid.FromString`: 8-4-4-4-12 hexadecimal digits of any case, no braces; the value is lower case. */
export function parseGuid(text: string): GoResult<string> {
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text)
    ? { ok: true, value: text.toLowerCase() }
    : { ok: false, error: `invalid GUID ${quoteGo(text)}` };
}

function parseList<T>(text: string, parseItem: (item: string) => GoResult<T>): GoResult<readonly T[]> {
  if (text === "") return { ok: true, value: [] };
  const values: T[] = [];
  for (const item of text.split(",")) {
    const result = parseItem(item);
    if (!result.ok) return result;
    values.push(result.value);
  }
  return { ok: true, value: values };
}

/**
 * hcsshim's `ParseAnnotationCommaSeparatedUint32`; the error is that of the first bad item (the shim does not log it).
 * An empty text counts as no list at all.
 */
export function parseListUint32(text: string): GoResult<readonly number[]> {
  return parseList(text, parseUint32);
}

/** hcsshim's `ParseAnnotationCommaSeparatedUint64`; the error is that of the first bad item. An empty text counts as no list. */
export function parseListUint64(text: string): GoResult<readonly bigint[]> {
  return parseList(text, parseUint64);
}
