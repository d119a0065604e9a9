/** A JSON string literal as it stands in a text. */
export interface JsonString {
  /** Offset after the closing quote, or of the line break that cut it off. */
  readonly end: number;
  readonly value: string;
  /** False where the closing quote is missing. */
  readonly closed: boolean;
  /** False for an escape or a raw control character that JSON does not have. */
  readonly valid: boolean;
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** Reads the string whose opening quote is at `start`. A string never goes beyond its line. */
export function readJsonString(text: string, start: number): JsonString {
  let at = start + 1;
  for (; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x22) return { end: at + 1, value: text.slice(start + 1, at), closed: true, valid: true };
    if (char === 0x5c || char < 0x20) break;
  }
  return readSlowly(text, start, at);
}

function readSlowly(text: string, start: number, from: number): JsonString {
  const parts: string[] = [text.slice(start + 1, from)];
  let valid = true;
  let at = from;
  let plain = from;
  while (at < text.length) {
    const char = text.charCodeAt(at);
    if (char === 0x0a || char === 0x0d) break;
    if (char === 0x22) {
      parts.push(text.slice(plain, at));
      return { end: at + 1, value: parts.join(""), closed: true, valid };
    }
    if (char < 0x20) valid = false;
    if (char !== 0x5c) {
      at++;
      continue;
    }
    parts.push(text.slice(plain, at));
    const escaped = decodeEscape(text, at);
    if (escaped === undefined) {
      valid = false;
      // The backslash alone: `\"` would have been an escape, so a quote behind it cannot be swallowed.
      parts.push("\\");
      at += 1;
    } else {
      parts.push(escaped);
      at += text[at + 1] === "u" ? 6 : 2;
    }
    plain = at;
  }
  parts.push(text.slice(plain, at));
  return { end: at, value: parts.join(""), closed: false, valid: false };
}

function decodeEscape(text: string, backslash: number): string | undefined {
  const char = text.charAt(backslash + 1);
  if (char !== "u") return escapes[char];
  const digits = text.slice(backslash + 2, backslash + 6);
  return /^[0-9a-fA-F]{4}$/.test(digits) ? String.fromCharCode(Number.parseInt(digits, 16)) : undefined;
}
