import type { Event } from "js-yaml";
import { lineAt } from "./line-shape.ts";
import { type ParseFailure, parseEventsOf } from "./parse-events.ts";
import { repairs } from "./repairs.ts";

/** Parse work that one broken document may cost, in UTF-16 code units; it bounds the number of attempts. */
const workBudget = 2_000_000;
const fewestAttempts = 1;
const mostAttempts = 40;

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
      // An odd line that stood in the way is gone; what may be without fault is only given up where nothing gets further.
      if (repair.isOdd && outcome.offset > errorLine.end) break;
    }
    if (best === undefined) return undefined;
    current = best.text;
    last = best.failure;
  }
  return undefined;
}
