import { readToken, skipSpace } from "./json-tokens.ts";
import type { Reading } from "./reading.ts";
import type { Span } from "./span.ts";
import { lineEnd } from "./token-bounds.ts";
import type { TreeNode } from "./tree.ts";

/** A comment with its `#`, `//` or `/* … *\/`, without the line break behind it. */
export interface Comment {
  readonly span: Span;
}

/** The comments of a document, in source order; what looks like one within a scalar is none. */
export function commentsOf(text: string, reading: Reading): readonly Comment[] {
  return reading.syntax === "json" ? jsonComments(text) : yamlComments(text, reading.tree);
}

function yamlComments(text: string, tree: TreeNode | undefined): readonly Comment[] {
  const scalars = scalarSpans(tree, text);
  const comments: Comment[] = [];
  let next = 0;
  let at = text.indexOf("#");
  while (at >= 0) {
    while ((scalars[next]?.end ?? Number.POSITIVE_INFINITY) <= at) next++;
    const scalar = scalars[next];
    if (scalar !== undefined && scalar.start < at) {
      at = text.indexOf("#", scalar.end);
      continue;
    }
    const starts = at === 0 || " \t\n\r\uFEFF".includes(text.charAt(at - 1));
    const end = starts ? lineEnd(text, at) : at + 1;
    if (starts) comments.push({ span: { start: at, end } });
    at = text.indexOf("#", end);
  }
  return comments;
}

/** Spans of the scalars that hold a `#`, sorted; an alias can make the tree visit one twice. */
function scalarSpans(tree: TreeNode | undefined, text: string): readonly Span[] {
  const spans: Span[] = [];
  const open: TreeNode[] = tree === undefined ? [] : [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === "sequence") for (const item of node.items) open.push(item);
    else if (node.kind === "map") {
      for (const { key, value } of node.entries) {
        open.push(key);
        if (value !== undefined) open.push(value);
      }
    } else if (text.slice(node.span.start, node.span.end).includes("#")) spans.push(contentSpan(node.span, text));
  }
  return spans.sort((left, right) => left.start - right.start || left.end - right.end);
}

/** A block scalar's header line may end in a comment of its own. */
function contentSpan(span: Span, text: string): Span {
  const first = text.charAt(span.start);
  return first === "|" || first === ">" ? { start: lineEnd(text, span.start), end: span.end } : span;
}

function jsonComments(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  for (let at = 0; at < text.length; ) {
    const next = skipSpace(text, at);
    collect(text, at, next, comments);
    const token = readToken(text, next);
    if (token.kind === "end") break;
    at = token.kind === "scalar" ? token.node.span.end : token.end;
  }
  return comments;
}

/** The comments in a gap between two tokens. */
function collect(text: string, from: number, to: number, into: Comment[]): void {
  for (let at = text.indexOf("/", from); at >= 0 && at < to; at = text.indexOf("/", at)) {
    const isLine = text.charAt(at + 1) === "/";
    const close = isLine ? -1 : text.indexOf("*/", at + 2);
    const end = isLine ? lineEnd(text, at) : close < 0 ? text.length : close + 2;
    into.push({ span: { start: at, end } });
    at = end;
  }
}
