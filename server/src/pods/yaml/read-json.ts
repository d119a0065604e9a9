import { type JsonToken, readToken, skipSpace } from "./json-tokens.ts";
import { maximumDepth } from "./limits.ts";
import type { Reading } from "./reading.ts";
import { RisingLines } from "./rising-lines.ts";
import type { Span } from "./span.ts";
import type { Entry, ScalarNode, TreeNode } from "./tree.ts";

/** True for a text that begins as a JSON object or array does, comments and all, and not as `{{` or YAML's `{key: …`. */
export function looksLikeJson(text: string): boolean {
  return /^\uFEFF?\s*(?:\{(?!\{)\s*(?:$|["}/])|\[\s*(?:$|["{[\]/\d]))/.test(text);
}

/** An object or array being read. */
interface Frame {
  readonly isObject: boolean;
  readonly start: number;
  /** Columns before the first token of the line that it begins on. */
  readonly indent: number;
  readonly entries: Entry[];
  readonly items: TreeNode[];
  /** A key that was read; `colon` once its colon was too. */
  key: ScalarNode | undefined;
  colon: boolean;
  /** End of the last value, for what follows it on the same line. */
  valueEnd: number;
}

/**
 * Reads JSON with comments and trailing commas, and whatever half-typed states come by: a missing colon, comma, value,
 * quote or bracket costs the entry it belongs to and nothing else. Never throws; linear in the text; needs no recursion.
 */
export function readJson(text: string): Reading {
  const reader = new JsonReader(text);
  const reading = reader.read();
  // Which bracket is missing, only the lines' indentation can tell.
  return reader.isBalanced ? reading : new JsonReader(text, new RisingLines(text)).read();
}

class JsonReader {
  /** False where brackets were left open or closed nothing of their kind. */
  isBalanced = true;
  private readonly text: string;
  private readonly lines: RisingLines | undefined;
  private readonly frames: Frame[] = [];
  private root: TreeNode | undefined;
  private at = 0;
  private exact = true;
  private tooDeepAt: Span | undefined;

  /** @param lines where indentation is to tell which brackets are missing. */
  constructor(text: string, lines?: RisingLines) {
    this.text = text;
    this.lines = lines;
  }

  read(): Reading {
    while (this.root === undefined) {
      this.at = skipSpace(this.text, this.at);
      const token = readToken(this.text, this.at);
      if (token.kind === "end") break;
      if (token.kind === "scalar") this.scalar(token);
      else this.mark(token);
    }
    if (this.frames.length > 0 || this.hasMore()) this.unbalance();
    while (this.frames.length > 0) this.close(this.text.length);
    const reading = { tree: this.root, quality: this.exact ? "exact" : "recovered", syntax: "json" } as const;
    return this.tooDeepAt === undefined ? reading : { ...reading, tooDeepAt: this.tooDeepAt };
  }

  private mark(token: Extract<JsonToken, { kind: "mark" }>): void {
    const frame = this.frames.at(-1);
    this.at = token.end;
    switch (token.char) {
      case "{":
      case "[":
        this.open(token.char === "{", token.start);
        return;
      case "}":
      case "]":
        if (!this.belongsHere(token.start)) return;
        this.closeMatching(token.char === "}", token.end);
        return;
      case ":":
        if (frame?.key !== undefined && !frame.colon) frame.colon = true;
        else this.exact = false;
        return;
      case ",":
        if (frame !== undefined) this.endEntry(frame);
    }
  }

  private open(isObject: boolean, start: number): void {
    const frame = this.frames.at(-1);
    if (frame?.isObject === true && !frame.colon) {
      // A bracket without a key: its content is read like any other and then dropped.
      this.exact = false;
    }
    if (this.frames.length >= maximumDepth) {
      this.tooDeepAt ??= { start, end: start + 1 };
      this.at = skipNested(this.text, start);
      const span = { start, end: this.at };
      this.value({ kind: "scalar", span, style: "json", type: "string", value: "", unknown: true });
      return;
    }
    const indent = this.lines?.at(start).indent ?? 0;
    this.frames.push({ isObject, start, indent, entries: [], items: [], key: undefined, colon: false, valueEnd: -1 });
  }

  /** Closes up to the innermost frame of that kind; a bracket that closes nothing is skipped. */
  private closeMatching(isObject: boolean, end: number): void {
    let depth = this.frames.length - 1;
    while (depth >= 0 && this.frames[depth]?.isObject !== isObject) depth--;
    if (depth < 0) {
      this.unbalance();
      return;
    }
    while (this.frames.length > depth + 1) {
      this.unbalance();
      this.close(end - 1);
    }
    this.close(end);
  }

  /** Closes what is open at this column or deeper; the root's own entries are indented where columns tell anything. */
  private closeDeeper(least: number, end: number): void {
    while (least > 0 && this.frames.length > 1 && (this.frames.at(-1)?.indent ?? 0) >= least) this.close(end);
  }

  /** Whether a closing bracket closes what its place says: where it begins its line, what a line of its column opened. */
  private belongsHere(start: number): boolean {
    if (this.lines === undefined) return true;
    const { indent, isFirst } = this.lines.at(start);
    if (isFirst) this.closeDeeper(indent + 1, start);
    const opened = this.frames.at(-1)?.indent ?? 0;
    return isFirst ? opened === indent : opened >= indent;
  }

  /** Whether the root ended amidst its entries; another value behind it is no part of it. */
  private hasMore(): boolean {
    const token = readToken(this.text, skipSpace(this.text, this.at));
    return token.kind === "scalar" ? token.isString : token.kind === "mark" && !"{[".includes(token.char);
  }

  private unbalance(): void {
    this.exact = false;
    this.isBalanced = false;
  }

  private close(end: number): void {
    const frame = this.frames.pop();
    if (frame === undefined) return;
    this.endEntry(frame);
    const span = { start: frame.start, end };
    this.value(
      frame.isObject
        ? { kind: "map", span, flow: true, entries: frame.entries }
        : { kind: "sequence", span, flow: true, items: frame.items },
    );
  }

  /** An entry ends here, with its value or without. */
  private endEntry(frame: Frame): void {
    if (frame.key !== undefined) {
      this.exact = false;
      // A key without its colon is still being typed.
      if (frame.colon) frame.entries.push({ key: frame.key, value: undefined });
    }
    frame.key = undefined;
    frame.colon = false;
    frame.valueEnd = -1;
  }

  private scalar(token: Extract<JsonToken, { kind: "scalar" }>): void {
    const { node } = token;
    this.at = node.span.end;
    if (node.unknown === true) this.exact = false;
    const place = token.isString ? this.lines?.at(node.span.start) : undefined;
    if (place?.isFirst === true && this.isKey(node.span)) this.closeDeeper(place.indent, node.span.start);
    const frame = this.frames.at(-1);
    if (frame?.isObject !== true) {
      this.value(node);
      return;
    }
    if (frame.key !== undefined && frame.colon) {
      if (token.isString && this.isKey(node.span)) {
        // `"a":` and then, on another line, `"b": …`: a's value is missing.
        this.endEntry(frame);
        frame.key = node;
      } else this.value(node);
      return;
    }
    if (frame.key !== undefined) {
      this.exact = false;
      if (this.sameLine(frame.key.span.end, node.span.start) && !this.isKey(node.span)) {
        frame.colon = true;
        this.value(unknownOf(node));
        return;
      }
    }
    if (frame.valueEnd >= 0 && this.sameLine(frame.valueEnd, node.span.start) && !this.isKey(node.span)) {
      this.spoilLast(frame);
      frame.valueEnd = node.span.end;
      return;
    }
    if (frame.valueEnd >= 0) this.exact = false;
    frame.valueEnd = -1;
    frame.colon = false;
    // What is not closed, or no string, can be no key yet; with a colon behind it, it keeps a value from becoming one.
    frame.key = token.isString && token.closed ? node : unknownOf(node);
  }

  /** Text right behind a value on its line: the value is not what it seems (a stray quote). */
  private spoilLast(frame: Frame): void {
    this.exact = false;
    const last = frame.entries.at(-1);
    if (last?.value?.kind !== "scalar") return;
    frame.entries[frame.entries.length - 1] = { key: last.key, value: unknownOf(last.value) };
  }

  private value(node: TreeNode): void {
    const frame = this.frames.at(-1);
    if (frame === undefined) {
      if (node.kind !== "scalar") this.root = node;
      else this.exact = false;
      return;
    }
    frame.valueEnd = node.span.end;
    if (!frame.isObject) frame.items.push(node);
    else if (frame.key !== undefined && frame.colon) frame.entries.push({ key: frame.key, value: node });
    frame.key = undefined;
    frame.colon = false;
  }

  private isKey(span: Span): boolean {
    return this.text[skipSpace(this.text, span.end)] === ":";
  }

  private sameLine(from: number, to: number): boolean {
    return !/[\r\n]/.test(this.text.slice(from, to));
  }
}

function unknownOf(node: ScalarNode): ScalarNode {
  return { ...node, unknown: true };
}

/** Offset after the bracket that closes the one at `start`. */
function skipNested(text: string, start: number): number {
  let depth = 0;
  let at = start;
  for (;;) {
    at = skipSpace(text, at);
    const token = readToken(text, at);
    if (token.kind === "end") return text.length;
    at = token.kind === "scalar" ? token.node.span.end : token.end;
    if (token.kind === "scalar") continue;
    if (token.char === "{" || token.char === "[") depth++;
    else if ((token.char === "}" || token.char === "]") && --depth === 0) return at;
  }
}
