import type { TextRange } from "./go-json-decode.ts";

/**
 * Something that hcsshim does not take from a structured value.
 * `value`: it drops the whole value; `item`: it drops one item; `member`: it ignores a member that it does not know.
 */
export interface StructuredProblem extends TextRange {
  readonly drops: "value" | "item" | "member";
  /** hcsshim's or Go's own text; for a member, its name. */
  readonly message: string;
}
