import type { AnnotationSet, MapSyntax } from "../../pods/manifest/annotation-set.ts";
import type { Span } from "../../pods/yaml/span.ts";

/** What is being typed under the cursor of an annotations map. Spans count in the manifest document. */
export interface Cursor {
  /** The map; where it has no entry yet, as it will be with one. */
  readonly set: AnnotationSet;
  /** How the map is written. */
  readonly syntax: MapSyntax;
  /** What a completion replaces: the key or the value as far as it is written, quotes included. */
  readonly replaced: Span;
  /** The quote that `replaced` begins with; "" for none. */
  readonly quote: "" | '"' | "'";
  readonly at: KeyCursor | ValueCursor;
}

/** A key is expected. */
export interface KeyCursor {
  readonly kind: "key";
  /** True where a colon follows already, so that only the key is to be written. */
  readonly hasColon: boolean;
  /** JSON and flow maps: another entry follows without a comma between. */
  readonly needsComma: boolean;
}

/** The value of a key is expected. */
export interface ValueCursor {
  readonly kind: "value";
  readonly key: string;
  /** True where a blank must be written first: right behind the colon. */
  readonly needsBlank: boolean;
}
