import type { GoResult } from "./go-values.ts";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const notInAlphabet = 0xff;
const sextets = new Uint8Array(128).fill(notInAlphabet);
for (let value = 0; value < alphabet.length; value += 1) sextets[alphabet.charCodeAt(value)] = value;

const lineFeed = 10;
const carriageReturn = 13;
const padding = 61;

const corrupt = (at: number) => ({ ok: false, error: `illegal base64 data at input byte ${at}` }) as const;

const isLineBreak = (code: number): boolean => code === lineFeed || code === carriageReturn;

function skipLineBreaks(text: string, from: number): number {
  let at = from;
  while (at < text.length && isLineBreak(text.charCodeAt(at))) at += 1;
  return at;
}

/** Where the padding that begins at `at`, after `digits` digits of its group, is wrong; undefined where it ends the text. */
function paddingFault(text: string, at: number, digits: number): number | undefined {
  if (digits < 2) return at;
  let next = at + 1;
  if (digits === 2) {
    next = skipLineBreaks(text, next);
    if (next === text.length) return text.length;
    if (text.charCodeAt(next) !== padding) return next - 1;
    next += 1;
  }
  next = skipLineBreaks(text, next);
  return next < text.length ? next : undefined;
}

/**
 * Go's `base64.StdEncoding.DecodeString`: the standard alphabet with padding; line feeds and carriage returns are skipped
 * anywhere, other white space is not. The error's position counts input bytes, line breaks included; no byte before a
 * fault can be outside ASCII, so it is an offset in UTF-16 units as well.
 */
export function decodeBase64(text: string): GoResult<Uint8Array> {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let group = 0;
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const sextet = sextets[code] ?? notInAlphabet;
    if (sextet !== notInAlphabet) {
      group = (group << 6) | sextet;
      digits += 1;
      if (digits === 4) {
        bytes[length] = group >> 16;
        bytes[length + 1] = group >> 8;
        bytes[length + 2] = group;
        length += 3;
        group = 0;
        digits = 0;
      }
    } else if (code === padding) {
      const fault = paddingFault(text, at, digits);
      if (fault !== undefined) return corrupt(fault);
      bytes[length] = digits === 2 ? group >> 4 : group >> 10;
      if (digits === 3) bytes[length + 1] = group >> 2;
      return { ok: true, value: bytes.subarray(0, length + digits - 1) };
    } else if (!isLineBreak(code)) {
      return corrupt(at);
    }
  }
  // Go reports a group that breaks off at the end minus its digits, whatever line breaks lie between.
  return digits === 0 ? { ok: true, value: bytes.subarray(0, length) } : corrupt(text.length - digits);
}
