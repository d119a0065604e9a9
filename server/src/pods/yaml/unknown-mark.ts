/**
 * Stands in for text whose meaning cannot be known (a template expression, the value of a half-typed line) while the rest
 * of a document is parsed: a private-use character, one for each UTF-16 code unit, so that all offsets stay true.
 */
export const unknownMark = "\uE000";

/**
 * Makes lines of a text comments of the same length. White space in front stays, so that such a line ends a block scalar
 * above it that it was no part of; one that it was a part of becomes unknown.
 */
export function asComment(lines: string): string {
  return lines.replace(/[^ \t\r\n][^\r\n]*/g, (content) => `#${unknownMark.repeat(content.length - 1)}`);
}
