/** Offsets that the parser's events leave out, found in the text around them. */

/** Offset after the colon that follows a key ending at `keyEnd`; `keyEnd` itself where there is none. */
export function afterColon(text: string, keyEnd: number): number {
  for (let at = keyEnd; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x3a) return at + 1;
    if (char === 0x23) at = lineEnd(text, at) - 1;
    else if (char !== 0x20 && char !== 0x09 && char !== 0x0a && char !== 0x0d) break;
  }
  return keyEnd;
}

/** Offset after the bracket that closes a flow collection whose last content ended at `from`. */
export function flowEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x5d || char === 0x7d) return at + 1;
    if (char === 0x23) at = lineEnd(text, at) - 1;
  }
  return text.length;
}

/** Offset of the `|` or `>` of a block scalar whose content starts at `contentStart`, not before `notBefore`. */
export function blockHeaderStart(text: string, notBefore: number, contentStart: number, indicator: string): number {
  const headerLine = text.lastIndexOf("\n", contentStart - 2) + 1;
  const found = text.indexOf(indicator, Math.max(notBefore, Math.min(headerLine, contentStart)));
  return found >= 0 && found < contentStart ? found : contentStart;
}

/** End of a block scalar without the white space and line breaks behind its last line. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start + 1) {
    const char = text.charCodeAt(at - 1);
    if (char !== 0x20 && char !== 0x09 && char !== 0x0a && char !== 0x0d) break;
    at--;
  }
  return at;
}

/** Offset of the line break that ends the line of `from`, or the length of the text. */
export function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x0a || char === 0x0d) return at;
  }
  return text.length;
}
