import { lineEnd } from "../yaml/token-bounds.ts";

/** Offset of the first character of the line that contains `offset`. */
export function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text.charAt(at - 1) !== "\n" && text.charAt(at - 1) !== "\r") at--;
  return at;
}

/** Offset behind the line break of the line that contains `offset`. */
export function nextLine(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  if (text.startsWith("\r\n", end)) return end + 2;
  return Math.min(end + 1, text.length);
}

/** The line break that the text uses: that of its first line, or a line feed. */
export function lineBreakOf(text: string): string {
  const end = lineEnd(text, 0);
  if (text.startsWith("\r\n", end)) return "\r\n";
  return text.charAt(end) === "\r" ? "\r" : "\n";
}

/** The white space in front of the first character of the line that contains `offset`. */
export function indentOf(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return /^[ \t]*/.exec(text.slice(start, lineEnd(text, start)))?.[0] ?? "";
}

/** As many spaces as stand between the start of the line and `offset`; tabs are kept. */
export function columnIndent(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), offset).replace(/[^\t]/g, " ");
}

/** True where only white space stands before `offset` on its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === "";
}

/** True where nothing but white space or a comment follows `offset` on its line. */
export function isLastOnLine(text: string, offset: number): boolean {
  const rest = text.slice(offset, lineEnd(text, offset)).trimStart();
  return rest === "" || rest.startsWith("#") || rest.startsWith("//");
}
