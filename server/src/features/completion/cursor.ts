import type { AnnotationSet } from "../../pods/manifest/annotation-set.ts";
import type { Span } from "../../pods/yaml/span.ts";

/** What is being typed under the cursor of an annotations map. Spans and offsets count in the manifest document. */
export interface Cursor {
  /** The map; where it has no entry yet, as it will be with one. */
  readonly set: AnnotationSet;
  /** What a completion replaces: the key or the value as far as it is written, quotes included. */
  readonly replaced: Span;
  /** The quote that `replaced` begins with; "" for none. */
  readonly quote: Quote;
  /** Blanks that have to be written in front, since the cursor stands left of where the map's entries go. */
  readonly indent?: number;
  readonly at: KeyCursor | ValueCursor;
}

export type Quote = "" | '"' | "'";

/** A key is expected. */
export interface KeyCursor {
  readonly kind: "key";
  /** True where a colon follows already, so that only the key is to be written. */
  readonly hasColon: boolean;
  /** JSON and flow maps: another entry follows without a comma between. */
  readonly needsComma: boolean;
  /** JSON and flow maps: where the entry before lacks its comma. */
  readonly missingCommaAt?: number;
}

/** The value of a key is expected. */
export interface ValueCursor {
  readonly kind: "value";
  readonly key: string;
  /** True where a blank must be written first: right behind the colon. */
  readonly needsBlank: boolean;
}

/** The quote that a text begins with at an offset. */
export function quoteAt(text: string, offset: number): Quote {
  const char = text.charAt(offset);
  return char === '"' || char === "'" ? char : "";
}

/** A key as it is written, without its quotes. Keys have no escapes: one that does is none of ours. */
export const bareKey = (text: string, { start, end }: Span): string =>
  quoteAt(text, start) === "" ? text.slice(start, end) : text.slice(start + 1, end - 1);
