/** A whole pod spec as an LSP snippet. Its placeholders make a spec without a finding that hcsshim's own code would cause. */
export interface Spec {
  /** What is typed to get it. */
  readonly prefix: string;
  readonly title: string;
  readonly syntax: "yaml" | "json";
  readonly snippet: string;
}

/** Base64 of `package policy`: compiles, and denies everything until a real policy takes its place. */
export const emptyPolicy = "cGFja2FnZSBwb2xpY3kK";
