/** A syntax error of Go's `encoding/json`, with the offset (UTF-16 units) of the character that it stopped at. */
export interface GoSyntaxError {
  readonly error: string;
  readonly at: number;
}

/** Go names the first UTF-8 byte of the character, quoted like a one-character string. */
function quoteCharacter(text: string, at: number): string {
  const code = text.codePointAt(at) ?? 0;
  if (code === 0x27) return "'\\''";
  if (code === 0x22) return "'\"'";
  if (code === 0x5c) return "'\\\\'";
  if (code === 9) return "'\\t'";
  if (code === 10) return "'\\n'";
  if (code === 13) return "'\\r'";
  if (code < 0x20 || code === 0x7f) return `'\\x${code.toString(16).padStart(2, "0")}'`;
  if (code < 0x80) return `'${String.fromCharCode(code)}'`;
  const [byte = 0] = new TextEncoder().encode(String.fromCodePoint(code));
  return `'${String.fromCharCode(byte)}'`;
}

/** Go's text for a character that cannot stand where it stands, or for a text that ends too early. */
export function unexpected(text: string, at: number, context: string): GoSyntaxError {
  return at >= text.length
    ? { error: "unexpected end of JSON input", at: text.length }
    : { error: `invalid character ${quoteCharacter(text, at)} ${context}`, at };
}

/** The offset of the first character at or after `from` that is no JSON white space. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \t\r\n".includes(text.charAt(at))) at += 1;
  return at;
}

/** The end of the string literal whose opening quote stands at `start`. */
export function scanString(text: string, start: number): number | GoSyntaxError {
  let at = start + 1;
  for (;;) {
    const character = text.charAt(at);
    if (character === "" || character < " ") return unexpected(text, at, "in string literal");
    at += 1;
    if (character === '"') return at;
    if (character !== "\\") continue;
    const escaped = text.charAt(at);
    if (escaped === "" || !'"\\/bfnrtu'.includes(escaped)) return unexpected(text, at, "in string escape code");
    at += 1;
    if (escaped !== "u") continue;
    for (const end = at + 4; at < end; at += 1) {
      if (!/[0-9a-f]/i.test(text.charAt(at))) return unexpected(text, at, "in \\u hexadecimal character escape");
    }
  }
}

function skipDigits(text: string, from: number): number {
  let at = from;
  while (text.charAt(at) >= "0" && text.charAt(at) <= "9") at += 1;
  return at;
}

/** The end of the number that begins at `start` with a digit or a minus sign. */
export function scanNumber(text: string, start: number): number | GoSyntaxError {
  let at = text.charAt(start) === "-" ? start + 1 : start;
  const integerEnd = text.charAt(at) === "0" ? at + 1 : skipDigits(text, at);
  if (integerEnd === at) return unexpected(text, at, "in numeric literal");
  at = integerEnd;
  if (text.charAt(at) === ".") {
    const fractionEnd = skipDigits(text, at + 1);
    if (fractionEnd === at + 1) return unexpected(text, fractionEnd, "after decimal point in numeric literal");
    at = fractionEnd;
  }
  if (/e/i.test(text.charAt(at))) {
    at += /[+-]/.test(text.charAt(at + 1)) ? 2 : 1;
    const exponentEnd = skipDigits(text, at);
    if (exponentEnd === at) return unexpected(text, at, "in exponent of numeric literal");
    at = exponentEnd;
  }
  return at;
}

/** The end of `true`, `false` or `null` at `start`. */
export function scanWord(text: string, start: number, word: string): number | GoSyntaxError {
  for (let index = 1; index < word.length; index += 1) {
    if (text.charAt(start + index) !== word.charAt(index)) {
      return unexpected(text, start + index, `in literal ${word} (expecting '${word.charAt(index)}')`);
    }
  }
  return start + word.length;
}
