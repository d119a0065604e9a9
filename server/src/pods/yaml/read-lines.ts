import { plainEnd, quotedEnd } from "./line-scan.ts";
import { isOddValue, type Line, lineAt, lineShape, nextLineStart } from "./line-shape.ts";
import { plainScalarType } from "./scalar-type.ts";
import type { Entry, ScalarNode, TreeNode } from "./tree.ts";
import { unknownMark } from "./unknown-mark.ts";

/** A map that the lines read last are inside of. */
interface OpenMap {
  readonly column: number;
  readonly start: number;
  readonly entries: Entry[];
  end: number;
  /** The key whose value is still open, and the maps found below it. */
  key: ScalarNode | undefined;
  below: TreeNode[];
}

/**
 * The last resort for a document that no repair makes parse: `key: value` lines and their indentation alone.
 * What a line does not say by itself stays unknown. `source` is the document as written, `text` the same with stand-ins.
 */
export function readLines(text: string, source: string): TreeNode | undefined {
  const stack: OpenMap[] = [];
  let root: TreeNode | undefined;
  for (let at = 0; at <= text.length; ) {
    const line = lineAt(text, at);
    at = nextLineStart(text, line);
    const shape = lineShape(text, line);
    if (shape.kind !== "entry" || shape.key === undefined) continue;
    while (stack.length > 0 && mustClose(stack, shape.column, shape.isItem)) root = closeInnermost(stack) ?? root;
    const innermost = stack.at(-1);
    if (innermost === undefined || innermost.column < shape.column) {
      stack.push({
        column: shape.column,
        start: shape.key.start,
        entries: [],
        end: line.end,
        key: undefined,
        below: [],
      });
    }
    addEntry(stack, shape.key, scalarOf(text, source, shape.key), scalarOf(text, source, shape.value), line.end);
  }
  while (stack.length > 0) root = closeInnermost(stack) ?? root;
  return root;
}

function mustClose(stack: readonly OpenMap[], column: number, isItem: boolean): boolean {
  const innermost = stack.at(-1)?.column ?? 0;
  return innermost > column || (isItem && innermost === column);
}

function addEntry(
  stack: readonly OpenMap[],
  at: Line,
  key: ScalarNode | undefined,
  value: TreeNode | undefined,
  end: number,
): void {
  const map = stack.at(-1);
  if (map === undefined) return;
  flush(map);
  map.end = Math.max(map.end, end);
  const known = key ?? { kind: "scalar", span: at, style: "plain", type: "string", value: "", unknown: true };
  if (value === undefined) map.key = known;
  else map.entries.push({ key: known, value });
}

/** Gives the open key what was found below it. */
function flush(map: OpenMap): void {
  if (map.key === undefined) return;
  const [first, ...more] = map.below;
  const last = more.at(-1);
  const value: TreeNode | undefined =
    first === undefined || last === undefined
      ? first
      : { kind: "sequence", span: { start: first.span.start, end: last.span.end }, flow: false, items: map.below };
  map.entries.push({ key: map.key, value });
  map.key = undefined;
  map.below = [];
}

/** Ends the innermost map; returns it where it is the outermost too. */
function closeInnermost(stack: OpenMap[]): TreeNode | undefined {
  const inner = stack.pop();
  if (inner === undefined) return undefined;
  flush(inner);
  const node: TreeNode = {
    kind: "map",
    span: { start: inner.start, end: inner.end },
    flow: false,
    entries: inner.entries,
  };
  const outer = stack.at(-1);
  if (outer === undefined) return node;
  outer.end = Math.max(outer.end, inner.end);
  outer.below.push(node);
  return undefined;
}

/** A scalar that stands on one line; undefined for none. */
function scalarOf(text: string, source: string, part: Line): ScalarNode | undefined {
  const first = text.charAt(part.start);
  const style = first === "'" ? "single" : first === '"' ? "double" : "plain";
  const quoted = style === "plain" ? -1 : quotedEnd(text, part.start, part.end);
  const end = quoted < 0 ? plainEnd(text, part.start, part.end) : quoted;
  if (end <= part.start) return undefined;
  const content = text.slice(part.start, end);
  const span = { start: part.start, end };
  const opaque =
    style === "plain" ? "|>&*!{[".includes(first) : quoted < 0 || (style === "double" && content.includes("\\"));
  if (opaque || isOddValue(text, part) || content.includes(unknownMark)) {
    return { kind: "scalar", span, style, type: "string", value: source.slice(span.start, end), unknown: true };
  }
  if (style === "plain") return { kind: "scalar", span, style, type: plainScalarType(content), value: content };
  const value = content.slice(1, -1);
  return {
    kind: "scalar",
    span,
    style,
    type: "string",
    value: style === "single" ? value.replaceAll("''", "'") : value,
  };
}
