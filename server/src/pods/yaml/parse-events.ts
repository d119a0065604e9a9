import { type Event, parseEvents, YAMLException } from "js-yaml";
import { maximumDepth } from "./limits.ts";

/** Where the YAML parser gave up. */
export interface ParseFailure {
  readonly kind: "error";
  readonly offset: number;
  /** A line of a flow collection or a quoted scalar is indented less than this parser wants; libyaml does not mind. */
  readonly isDeficient: boolean;
}

/** What the YAML parser says of a text. */
export type ParseOutcome =
  | { readonly kind: "events"; readonly events: readonly Event[] }
  | { readonly kind: "too-deep"; readonly offset: number }
  | ParseFailure;

/** Parses a YAML text into events; offsets are UTF-16. Never throws. */
export function parseEventsOf(text: string): ParseOutcome {
  try {
    return { kind: "events", events: parseEvents(text, { maxDepth: maximumDepth }) };
  } catch (error) {
    if (!(error instanceof YAMLException)) return { kind: "error", offset: 0, isDeficient: false };
    const offset = Math.min(error.mark?.position ?? 0, text.length);
    if (error.reason.startsWith("nesting exceeded")) return { kind: "too-deep", offset };
    return { kind: "error", offset, isDeficient: error.reason === "deficient indentation" };
  }
}
