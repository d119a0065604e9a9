import { COLLECTION_STYLE, EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from "js-yaml";
import { maximumAliasedNodes } from "./limits.ts";
import { plainScalarType, taggedScalarType } from "./scalar-type.ts";
import { afterColon, blockHeaderStart, flowEnd, trimmedEnd } from "./token-bounds.ts";
import type { Entry, ScalarNode, ScalarStyle, TreeNode } from "./tree.ts";
import { unknownMark } from "./unknown-mark.ts";

type ScalarEvent = Extract<Event, { type: typeof EVENT_ID.SCALAR }>;
type CollectionEvent = Extract<Event, { type: typeof EVENT_ID.MAPPING | typeof EVENT_ID.SEQUENCE }>;

/** A collection being built: `key` is the map key whose value comes next; `flat` while no child is a collection. */
interface Frame {
  readonly event: CollectionEvent;
  readonly entries: Entry[];
  readonly items: TreeNode[];
  key: ScalarNode | undefined;
  flat: boolean;
  /** Where the last thing inside ended. */
  end: number;
}

const styles: Record<number, ScalarStyle> = {
  [SCALAR_STYLE.PLAIN]: "plain",
  [SCALAR_STYLE.SINGLE_QUOTED]: "single",
  [SCALAR_STYLE.DOUBLE_QUOTED]: "double",
  [SCALAR_STYLE.LITERAL_BLOCK]: "literal",
  [SCALAR_STYLE.FOLDED_BLOCK]: "folded",
};

/**
 * Builds the tree of the first document in `events`.
 * `parsed` is the text the events count in; `source` is the document as written, of the same length, which differs
 * where `parsed` has stand-ins (see unknown-mark.ts).
 */
export function buildTree(events: readonly Event[], parsed: string, source: string): TreeNode | undefined {
  return new TreeBuilder(parsed, source).build(events);
}

class TreeBuilder {
  private readonly parsed: string;
  private readonly source: string;
  private readonly hasUnknown: boolean;
  private readonly frames: Frame[] = [];
  private readonly anchors = new Map<string, { readonly node: TreeNode; readonly flat: boolean }>();
  private aliasBudget = maximumAliasedNodes;
  private root: TreeNode | undefined;
  /** End of the token read last. */
  private cursor = 0;

  constructor(parsed: string, source: string) {
    this.parsed = parsed;
    this.source = source;
    this.hasUnknown = parsed !== source;
  }

  build(events: readonly Event[]): TreeNode | undefined {
    for (const event of events) {
      switch (event.type) {
        case EVENT_ID.DOCUMENT:
          if (this.root !== undefined) return this.root;
          break;
        case EVENT_ID.SCALAR:
          this.addScalar(event);
          break;
        case EVENT_ID.ALIAS:
          this.addAlias(event.anchorStart, event.anchorEnd);
          break;
        case EVENT_ID.POP:
          this.close();
          break;
        default:
          this.cursor = Math.max(this.cursor, event.start, event.anchorEnd, event.tagEnd);
          this.frames.push({
            event,
            entries: [],
            items: [],
            key: undefined,
            flat: true,
            end: event.start + (this.opensWithBracket(event) ? 1 : 0),
          });
      }
    }
    return this.root;
  }

  private addScalar(event: ScalarEvent): void {
    this.cursor = Math.max(this.cursor, event.anchorEnd, event.tagEnd);
    if (event.valueStart < 0) {
      this.addNothing(event);
      return;
    }
    const style = styles[event.style] ?? "plain";
    const start = this.startOf(event, style);
    const end = this.endOf(event, style, start);
    const decoded = getScalarValue(this.parsed, event);
    const tagText = event.tagStart < 0 ? "" : this.parsed.slice(event.tagStart, event.tagEnd);
    // What `!!binary` encodes is not worked out.
    const unknown = tagText.endsWith("binary") || (this.hasUnknown && decoded.includes(unknownMark));
    const tag = taggedScalarType(tagText);
    const type = tag ?? (style === "plain" && !unknown ? plainScalarType(decoded) : "string");
    const tagged = event.tagStart >= 0 && event.anchorStart < 0;
    const span = { start: tagged ? event.tagStart : start, end };
    const node: ScalarNode = unknown
      ? { kind: "scalar", span, style, type, value: this.source.slice(start, end), unknown: true }
      : { kind: "scalar", span, style, type, value: decoded };
    this.add(node, event.anchorStart, event.anchorEnd, true);
  }

  private startOf(event: ScalarEvent, style: ScalarStyle): number {
    if (style === "plain") return event.valueStart;
    if (style === "single" || style === "double") return event.valueStart - 1;
    return blockHeaderStart(this.parsed, this.cursor, event.valueStart, style === "literal" ? "|" : ">");
  }

  private endOf(event: ScalarEvent, style: ScalarStyle, start: number): number {
    if (style === "plain") return event.valueEnd;
    if (style === "single" || style === "double") return event.valueEnd + 1;
    return trimmedEnd(this.parsed, start, event.valueEnd);
  }

  /** A null that nobody wrote: a key's missing value, an empty item, an empty document. */
  private addNothing(event: ScalarEvent): void {
    const frame = this.frames.at(-1);
    if (frame === undefined) return;
    if (frame.key !== undefined) {
      frame.end = Math.max(afterColon(this.parsed, frame.key.span.end), event.anchorEnd, event.tagEnd);
      frame.entries.push({ key: frame.key, value: undefined });
      frame.key = undefined;
      return;
    }
    const span = { start: this.cursor, end: this.cursor };
    this.add({ kind: "scalar", span, style: "plain", type: "null", value: "" }, -1, -1, true);
  }

  private addAlias(start: number, end: number): void {
    const span = { start: start - 1, end };
    const name = this.parsed.slice(start, end);
    const target = this.anchors.get(name);
    if (target?.node.kind === "scalar") {
      this.add({ ...target.node, span, style: "plain" }, -1, -1, true);
      return;
    }
    if (target?.flat === true) {
      const size = target.node.kind === "map" ? target.node.entries.length : target.node.items.length;
      if (size < this.aliasBudget) {
        this.aliasBudget -= size + 1;
        this.add(target.node, -1, -1, false, end);
        return;
      }
    }
    this.add({ kind: "scalar", span, style: "plain", type: "string", value: `*${name}`, unknown: true }, -1, -1, true);
  }

  private close(): void {
    const frame = this.frames.pop();
    if (frame === undefined) return;
    const { event } = frame;
    const flow = event.style === COLLECTION_STYLE.FLOW;
    const end = this.opensWithBracket(event) ? flowEnd(this.parsed, frame.end) : frame.end;
    const span = { start: event.start, end };
    const node: TreeNode =
      event.type === EVENT_ID.MAPPING
        ? { kind: "map", span, flow, entries: frame.entries }
        : { kind: "sequence", span, flow, items: frame.items };
    this.add(node, event.anchorStart, event.anchorEnd, frame.flat, end);
  }

  private add(node: TreeNode, anchorStart: number, anchorEnd: number, flat: boolean, end = node.span.end): void {
    this.cursor = Math.max(this.cursor, end);
    if (anchorStart >= 0) this.anchors.set(this.parsed.slice(anchorStart, anchorEnd), { node, flat });
    const frame = this.frames.at(-1);
    if (frame === undefined) {
      this.root ??= node;
      return;
    }
    frame.end = Math.max(frame.end, end);
    if (node.kind !== "scalar") frame.flat = false;
    if (frame.event.type === EVENT_ID.SEQUENCE) frame.items.push(node);
    else if (frame.key === undefined) frame.key = node.kind === "scalar" ? node : complexKey(node);
    else {
      frame.entries.push({ key: frame.key, value: node });
      frame.key = undefined;
    }
  }

  private opensWithBracket(event: CollectionEvent): boolean {
    if (event.style !== COLLECTION_STYLE.FLOW) return false;
    const first = this.parsed.charCodeAt(event.start);
    return first === (event.type === EVENT_ID.MAPPING ? 0x7b : 0x5b);
  }
}

/** A collection as a key can never be one of ours; it keeps its place as an unknown scalar. */
function complexKey(node: TreeNode): ScalarNode {
  return { kind: "scalar", span: node.span, style: "plain", type: "string", value: "", unknown: true };
}
