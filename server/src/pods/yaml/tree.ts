import type { Span } from "./span.ts";

/** How a scalar is written; `json` is a JSON string, number or literal in a document read as JSON. */
export type ScalarStyle = "plain" | "single" | "double" | "literal" | "folded" | "json";

/**
 * The type that the consumer of a document gives a scalar.
 * `boolean11` is a plain `yes`, `on`, `y`, … that YAML 1.1 readers (kubectl) take for a boolean and YAML 1.2 readers for text.
 */
export type ScalarType = "string" | "boolean" | "boolean11" | "number" | "null";

/** A scalar. `span` includes quotes and block headers; `value` is the decoded text, or the source text where it is no string. */
export interface ScalarNode {
  readonly kind: "scalar";
  readonly span: Span;
  readonly style: ScalarStyle;
  readonly type: ScalarType;
  readonly value: string;
  /** Set where the text does not tell the value: a template expression, a half-typed line, an alias to a collection. */
  readonly unknown?: true;
}

/** One `key: value`. `value` is undefined where nothing has been typed yet. */
export interface Entry {
  readonly key: ScalarNode;
  readonly value: TreeNode | undefined;
}

/** A mapping in source order, duplicates included. `flow` is true for `{…}` and for JSON. */
export interface MapNode {
  readonly kind: "map";
  readonly span: Span;
  readonly flow: boolean;
  readonly entries: readonly Entry[];
}

/** A sequence in source order. */
export interface SequenceNode {
  readonly kind: "sequence";
  readonly span: Span;
  readonly flow: boolean;
  readonly items: readonly TreeNode[];
}

export type TreeNode = MapNode | SequenceNode | ScalarNode;
