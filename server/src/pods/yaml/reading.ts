import type { Span } from "./span.ts";
import type { TreeNode } from "./tree.ts";

/** What was read of a document's text. */
export interface Reading {
  readonly tree: TreeNode | undefined;
  /** `templated`: expressions stand for parts of it, so that what is absent here may be there after all. */
  readonly quality: "exact" | "recovered" | "templated";
  /** Which dialect the text turned out to be in. */
  readonly syntax: "yaml" | "json";
  /** Where reading stopped because the nesting is too deep. */
  readonly tooDeepAt?: Span;
}
