import type { FileEdit } from "./fix-pass.ts";

/**
 * The smallest line-wise replacements that turn `before` into `after`, by ascending offset.
 * Equal lines between two changes are found where the number of lines did not change; else the changed middle is one edit.
 */
export function changedParts(before: string, after: string): readonly FileEdit[] {
  if (before === after) return [];
  const oldLines = splitLines(before);
  const newLines = splitLines(after);
  if (oldLines.length !== newLines.length) return [trimmed(before, after, 0)];
  const edits: FileEdit[] = [];
  let offset = 0;
  for (const [index, oldLine] of oldLines.entries()) {
    const newLine = newLines[index] ?? "";
    if (oldLine !== newLine) edits.push(trimmed(oldLine, newLine, offset));
    offset += oldLine.length;
  }
  return edits;
}

/** Lines with their line ends. */
const splitLines = (text: string): readonly string[] => text.split(/(?<=\n)/);

/** One replacement without the parts that both texts begin and end with; never cuts a surrogate pair. */
function trimmed(before: string, after: string, offset: number): FileEdit {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  if (head > 0 && isHighSurrogate(before.charCodeAt(head - 1))) head--;
  let tail = 0;
  while (
    tail < shorter - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  if (tail > 0 && isLowSurrogate(before.charCodeAt(before.length - tail))) tail--;
  return { start: offset + head, end: offset + before.length - tail, text: after.slice(head, after.length - tail) };
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
