import { contentEnd, plainEnd, skipBlanks } from "./line-scan.ts";
import { isOddValue, type Line, lineAbove, lineAt, lineShape, nextLineStart } from "./line-shape.ts";
import { asComment, unknownMark } from "./unknown-mark.ts";

/** How far above an error its cause is looked for, lines. */
const reach = 400;
const mostSuspects = 5;

/** A broken text with one thing mended; its length is the same. */
export interface Repair {
  readonly text: string;
  /** What was taken out could not have stood as it was, and there is no other way to mend it. */
  readonly isOdd: boolean;
}

/**
 * What could be mended where the parser gave up on `errorLine`, the likeliest first: odd lines from there upwards, the
 * line above, the line itself.
 */
export function* repairs(text: string, errorLine: Line, isDeficient: boolean): Generator<Repair> {
  if (isDeficient && lineShape(text, errorLine).kind === "other") {
    yield { text: joinedToLineAbove(text, errorLine), isOdd: true };
  }
  let suspects = 0;
  let above: Line | undefined;
  let steps = 0;
  for (let line: Line | undefined = errorLine; line !== undefined; line = lineAbove(text, line)) {
    if (++steps > reach || suspects >= mostSuspects) break;
    const shape = lineShape(text, line);
    if (shape.kind === "blank") continue;
    if (line !== errorLine) above ??= line;
    if (shape.kind === "entry" && !isOddValue(text, shape.value)) continue;
    suspects++;
    // What stands below it may be its own or may have nothing to do with it: whichever parses is right.
    const isParent = hasChildren(text, line);
    if (shape.kind === "entry") {
      yield { text: replaced(text, shape.value, unknownMark), isOdd: !isParent };
      if (isParent) yield { text: replaced(text, shape.value, " "), isOdd: true };
    } else {
      yield { text: withoutOther(text, line), isOdd: !isParent };
      if (isParent) yield { text: asParent(text, line), isOdd: true };
    }
  }
  if (errorLine.end === errorLine.start) return;
  if (above !== undefined && isOrphan(text, errorLine, above)) {
    yield { text: withoutBlock(text, errorLine), isOdd: false };
  }
  if (above !== undefined) yield { text: withoutLine(text, above), isOdd: false };
  yield { text: withoutLine(text, errorLine), isOdd: false };
}

/** A line without a colon goes, but for a whole key that only lacks it (`io.microsoft.wcow.debug "true"`): that one stays. */
function withoutOther(text: string, line: Line): string {
  const keyStart = skipBlanks(text, line.start, line.end);
  let keyEnd = keyStart;
  while (keyEnd < line.end && /[\w./-]/.test(text.charAt(keyEnd))) keyEnd++;
  const valueStart = skipBlanks(text, keyEnd, line.end);
  const isKey = valueStart > keyEnd && valueStart < line.end && text.slice(keyStart, keyEnd).includes(".");
  if (!isKey) return withoutLine(text, line);
  const value = unknownMark.repeat(Math.max(line.end - keyEnd - 2, 0));
  return replace(text, { start: keyEnd, end: line.end }, `: ${value}`);
}

/** A half-typed key with something below it: an unknown key, so that what is below it keeps its place. */
function asParent(text: string, line: Line): string {
  const start = skipBlanks(text, line.start, line.end);
  if (line.end - start < 2) return withoutLine(text, line);
  const indentation = " ".repeat(start - line.start);
  return replace(text, line, `${indentation}${unknownMark.repeat(line.end - start - 1)}:`);
}

/** Takes a line out with all lines behind it that are indented as deep or deeper. */
function withoutBlock(text: string, first: Line): string {
  const least = indent(text, first);
  let end = first.end;
  for (let at = nextLineStart(text, first); at < text.length; ) {
    const line = lineAt(text, at);
    if (lineShape(text, line).kind !== "blank" && indent(text, line) < least) break;
    end = line.end;
    at = nextLineStart(text, line);
  }
  return withoutLine(text, { start: first.start, end });
}

function withoutLine(text: string, lines: Line): string {
  return replace(text, lines, asComment(text.slice(lines.start, lines.end)));
}

/** A bracket that closes further left than the parser wants it: the line goes on where the one above ended. */
function joinedToLineAbove(text: string, line: Line): string {
  const above = lineAbove(text, line);
  return above === undefined
    ? text
    : replaced(text, { start: contentEnd(text, above.start, above.end), end: line.start }, " ");
}

/** True where the next line that says something is indented deeper. */
function hasChildren(text: string, line: Line): boolean {
  for (let at = nextLineStart(text, line); at < text.length; ) {
    const next = lineAt(text, at);
    if (lineShape(text, next).kind !== "blank") return indent(text, next) > indent(text, line);
    at = nextLineStart(text, next);
  }
  return false;
}

/** True for a line below one that has a value of its own already: its parent was lost. */
function isOrphan(text: string, line: Line, above: Line): boolean {
  const shape = lineShape(text, above);
  const isFull = shape.kind === "entry" && plainEnd(text, shape.value.start, shape.value.end) > shape.value.start;
  return isFull && indent(text, line) > indent(text, above);
}

function indent(text: string, line: Line): number {
  return skipBlanks(text, line.start, line.end) - line.start;
}

function replaced(text: string, part: Line, by: string): string {
  return replace(text, part, by.repeat(part.end - part.start));
}

function replace(text: string, part: Line, by: string): string {
  return text.slice(0, part.start) + by + text.slice(part.end);
}
