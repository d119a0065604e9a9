import type { Event } from "js-yaml";
import { isOddValue, type Line, lineAbove, lineAt, lineShape } from "./line-shape.ts";
import { parseEventsOf } from "./parse-events.ts";
import { unknownMark } from "./unknown-mark.ts";

/** Parse work that one broken document may cost, in UTF-16 code units; it bounds the number of attempts. */
const workBudget = 4_000_000;
const fewestAttempts = 3;
const mostAttempts = 40;
/** How far above an error its cause is looked for, lines. */
const reach = 400;
const mostSuspects = 5;

export interface Recovered {
  readonly events: readonly Event[];
  /** The text that parsed: the same length, its broken lines blanked or their values marked unknown. */
  readonly parsed: string;
}

/**
 * Makes a broken document parse by taking out as little as possible, one line after the other: an odd value is marked
 * unknown and its key stays; any other broken line is blanked. Undefined where that does not help within the budget.
 */
export function recover(text: string, errorOffset: number): Recovered | undefined {
  let attempts = Math.min(mostAttempts, Math.max(fewestAttempts, Math.floor(workBudget / (text.length + 1))));
  let current = text;
  let offset = errorOffset;
  while (attempts > 0) {
    const errorLine = lineAt(current, offset);
    let best: { readonly text: string; readonly offset: number } | undefined;
    for (const repaired of repairs(current, errorLine)) {
      if (attempts-- <= 0) break;
      const outcome = parseEventsOf(repaired);
      if (outcome.kind === "events") return { events: outcome.events, parsed: repaired };
      if (outcome.kind === "too-deep") return undefined;
      if (best === undefined || outcome.offset > best.offset) best = { text: repaired, offset: outcome.offset };
      if (outcome.offset > errorLine.end) break;
    }
    if (best === undefined) return undefined;
    current = best.text;
    offset = best.offset;
  }
  return undefined;
}

/** Repaired texts, the likeliest first: odd lines from the error upwards, then the error's own line, then the one above. */
function* repairs(text: string, errorLine: Line): Generator<string> {
  let suspects = 0;
  let above: Line | undefined;
  let steps = 0;
  for (let line: Line | undefined = errorLine; line !== undefined; line = lineAbove(text, line)) {
    if (++steps > reach || suspects >= mostSuspects) break;
    const shape = lineShape(text, line);
    if (shape.kind === "blank") continue;
    if (line !== errorLine) above ??= line;
    const odd = shape.kind === "other" || isOddValue(text, shape.value);
    if (!odd) continue;
    suspects++;
    yield shape.kind === "other" ? replace(text, line, " ") : replace(text, shape.value, unknownMark);
  }
  if (errorLine.end > errorLine.start) yield replace(text, errorLine, " ");
  if (above !== undefined) yield replace(text, above, " ");
}

function replace(text: string, part: Line, by: string): string {
  return text.slice(0, part.start) + by.repeat(part.end - part.start) + text.slice(part.end);
}
