/** Scanners for one line of YAML; all are linear, whatever the line holds. `end` is the end of the line. */

/** Offset after the quoted scalar that opens at `start`, or -1 where it is not closed on the line or has a wrong escape. */
export function quotedEnd(text: string, start: number, end: number): number {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < end; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x5c && quote === 0x22) {
      const length = escapeLength(text, at);
      if (length === 0) return -1;
      at += length - 1;
    } else if (char === quote) {
      if (quote !== 0x27 || text.charCodeAt(at + 1) !== 0x27 || at + 1 >= end) return at + 1;
      at++;
    }
  }
  return -1;
}

/** Length of the escape sequence at `backslash` in a double-quoted scalar; 0 where YAML has none like it. */
function escapeLength(text: string, backslash: number): number {
  const char = text.charAt(backslash + 1);
  if (char === "") return 0;
  if ('0abtnvfre "/\\N_LP\t'.includes(char)) return 2;
  const digits = char === "x" ? 2 : char === "u" ? 4 : char === "U" ? 8 : 0;
  if (digits === 0) return 0;
  return /^[0-9a-fA-F]+$/.test(text.slice(backslash + 2, backslash + 2 + digits)) ? 2 + digits : 0;
}

/** Offset of the colon that ends a plain key starting at `start`, or -1. A ` #` before it starts a comment. */
export function plainKeyColon(text: string, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x3a && (at + 1 >= end || isSpace(text.charCodeAt(at + 1)))) return at;
    if (char === 0x23 && at > start && isSpace(text.charCodeAt(at - 1))) return -1;
  }
  return -1;
}

/** End of the plain text from `start`: before a comment, without trailing white space. */
export function plainEnd(text: string, start: number, end: number): number {
  let last = start;
  for (let at = start; at < end; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x23 && (at === start || isSpace(text.charCodeAt(at - 1)))) break;
    if (!isSpace(char)) last = at + 1;
  }
  return last;
}

/** Offset of the first character from `start` that is no blank. */
export function skipBlanks(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** True where all brackets outside quotes that open on the line close on it. */
export function bracketsClose(text: string, start: number, end: number): boolean {
  let depth = 0;
  for (let at = start; at < end; at++) {
    const char = text.charAt(at);
    if (char === '"' || char === "'") {
      const after = quotedEnd(text, at, end);
      if (after < 0) return false;
      at = after - 1;
    } else if (char === "[" || char === "{") depth++;
    else if (char === "]" || char === "}") depth--;
    else if (char === "#" && isSpace(text.charCodeAt(at - 1))) break;
  }
  return depth === 0;
}

/** End of what a line says, quotes respected: before a comment. */
export function contentEnd(text: string, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const char = text.charAt(at);
    if (char === "#" && (at === start || isSpace(text.charCodeAt(at - 1)))) return at;
    if (char !== '"' && char !== "'") continue;
    const after = quotedEnd(text, at, end);
    if (after < 0) return end;
    at = after - 1;
  }
  return end;
}

function isSpace(char: number): boolean {
  return char === 0x20 || char === 0x09;
}
