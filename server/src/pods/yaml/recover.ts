import type { Event } from "js-yaml";
import { contentEnd, skipBlanks } from "./line-scan.ts";
import { isOddValue, type Line, lineAbove, lineAt, lineShape } from "./line-shape.ts";
import { type ParseFailure, parseEventsOf } from "./parse-events.ts";
import { asComment, unknownMark } from "./unknown-mark.ts";

/** Parse work that one broken document may cost, in UTF-16 code units; it bounds the number of attempts. */
const workBudget = 4_000_000;
const fewestAttempts = 1;
const mostAttempts = 40;
/** How far above an error its cause is looked for, lines. */
const reach = 400;
const mostSuspects = 5;

export interface Recovered {
  readonly events: readonly Event[];
  /** The text that parsed: the same length, its broken lines made comments or their values marked unknown. */
  readonly parsed: string;
}

/**
 * Makes a broken document parse by taking out as little as possible, one line after the other: an odd value is marked
 * unknown and its key stays; any other broken line becomes a comment. Undefined where that does not help within the budget.
 */
export function recover(text: string, failure: ParseFailure): Recovered | undefined {
  let attempts = Math.min(mostAttempts, Math.max(fewestAttempts, Math.floor(workBudget / (text.length + 1))));
  let current = text;
  let last = failure;
  while (attempts > 0) {
    const errorLine = lineAt(current, last.offset);
    let best: { readonly text: string; readonly failure: ParseFailure } | undefined;
    for (const repair of repairs(current, errorLine, last.isDeficient)) {
      if (attempts-- <= 0) break;
      const outcome = parseEventsOf(repair.text);
      if (outcome.kind === "events") return { events: outcome.events, parsed: repair.text };
      if (outcome.kind === "too-deep") return undefined;
      if (best === undefined || outcome.offset > best.failure.offset) best = { text: repair.text, failure: outcome };
      // An odd line that stood in the way is gone; a line without a fault is only given up where nothing gets further.
      if (repair.isOdd && outcome.offset > errorLine.end) break;
    }
    if (best === undefined) return undefined;
    current = best.text;
    last = best.failure;
  }
  return undefined;
}

interface Repair {
  readonly text: string;
  /** The line taken out was not one that could stand as it was. */
  readonly isOdd: boolean;
}

/** Repairs, the likeliest first: odd lines from the error upwards, then the line above the error, then its own. */
function* repairs(text: string, errorLine: Line, isDeficient: boolean): Generator<Repair> {
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
    const isOdd = shape.kind === "other" || isOddValue(text, shape.value);
    if (!isOdd) continue;
    suspects++;
    yield { text: shape.kind === "other" ? withoutOther(text, line) : withUnknown(text, shape.value), isOdd };
  }
  if (above !== undefined) yield { text: withoutLine(text, above), isOdd: false };
  if (errorLine.end > errorLine.start) yield { text: withoutLine(text, errorLine), isOdd: false };
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

function withoutLine(text: string, line: Line): string {
  return replace(text, line, asComment(text.slice(line.start, line.end)));
}

function withUnknown(text: string, value: Line): string {
  return replace(text, value, unknownMark.repeat(value.end - value.start));
}

/** A bracket that closes further left than the parser wants it: the line goes on where the one above ended. */
function joinedToLineAbove(text: string, line: Line): string {
  const above = lineAbove(text, line);
  if (above === undefined) return text;
  const end = contentEnd(text, above.start, above.end);
  return replace(text, { start: end, end: line.start }, " ".repeat(line.start - end));
}

function replace(text: string, part: Line, by: string): string {
  return text.slice(0, part.start) + by + text.slice(part.end);
}
