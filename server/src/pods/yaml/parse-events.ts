import { type Event, parseEvents, YAMLException } from "js-yaml";
import { maximumDepth } from "./limits.ts";

/** What the YAML parser says of a text: its events, or the offset where it gave up. */
export type ParseOutcome =
  | { readonly kind: "events"; readonly events: readonly Event[] }
  | { readonly kind: "error"; readonly offset: number }
  | { readonly kind: "too-deep"; readonly offset: number };

/** Parses a YAML text into events; offsets are UTF-16. Never throws. */
export function parseEventsOf(text: string): ParseOutcome {
  try {
    return { kind: "events", events: parseEvents(text, { maxDepth: maximumDepth }) };
  } catch (error) {
    if (!(error instanceof YAMLException)) return { kind: "error", offset: 0 };
    const offset = Math.min(error.mark?.position ?? 0, text.length);
    return { kind: error.reason.startsWith("nesting exceeded") ? "too-deep" : "error", offset };
  }
}
