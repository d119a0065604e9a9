import { type Layout, layOut } from "./file/layout.ts";
import { lastNotAbove } from "./file/line-index.ts";
import type { PlacedDocument, Position } from "./file/placed-document.ts";
import { offsetAt, positionAt } from "./file/positions.ts";
import { isTooLarge, reuse, type Segment, segmentsOf, splitSegments, textOf } from "./file/segments.ts";
import { syntaxOf } from "./file/syntax.ts";
import { maximumDepth, maximumFileLength } from "./yaml/limits.ts";
import type { PodFileSyntax } from "./yaml/read-document.ts";
import type { Span } from "./yaml/span.ts";

export type { ManifestDocument, PlacedDocument, Position } from "./file/placed-document.ts";
export type { PodFileSyntax } from "./yaml/read-document.ts";

/** A replacement of `[start, end)` in the file's text. */
export interface FileChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What a file does not let us read. `span` counts from the beginning of the file. */
export interface Unread {
  readonly message: string;
  readonly span: Span;
}

/** A marker and the white space that it needs behind it. */
const markerLength = "--- ".length;

/** A file of pod specs, kept while it is edited. An edit makes only the documents that it touches be read again. */
export class PodFile {
  readonly syntax: PodFileSyntax;
  private segments: readonly Segment[];
  /** The whole text, once somebody asked for it: joining it is most of what an edit of a long file would cost. */
  private joined: string | undefined;
  private known: Layout | undefined;

  private constructor(text: string, syntax: PodFileSyntax) {
    this.syntax = syntax;
    this.segments = segmentsOf(text, syntax);
  }

  /** Reads a file's text; where no syntax is given, the file name's extension tells it. Nothing is parsed yet. */
  static open(uriOrPath: string, text: string, syntax?: PodFileSyntax): PodFile {
    return new PodFile(text, syntax ?? syntaxOf(uriOrPath));
  }

  get text(): string {
    this.joined ??= textOf(this.segments);
    return this.joined;
  }

  /** The text up to the end of the first document that holds anything. */
  get head(): string {
    const first = this.segments.findIndex(({ document }) => document.hasContent);
    return first < 0 ? this.text : textOf(this.segments.slice(0, first + 1));
  }

  get documents(): readonly PlacedDocument[] {
    return this.layout.documents;
  }

  get unread(): readonly Unread[] {
    if (isTooLarge(this.layout.length)) {
      const message = `This file is not checked: it is longer than ${maximumFileLength / 1024 / 1024} Mi characters.`;
      return [{ message, span: { start: 0, end: 0 } }];
    }
    const unread: Unread[] = [];
    for (const [at, { document }] of this.segments.entries()) {
      const span = document.unreadAt;
      if (span === undefined) continue;
      const startOffset = this.layout.documents[at]?.startOffset ?? 0;
      const message = `What is nested deeper than ${maximumDepth} levels is not checked.`;
      unread.push({ message, span: { start: startOffset + span.start, end: startOffset + span.end } });
    }
    return unread;
  }

  /** Puts another text in place of the whole file. */
  replace(text: string): void {
    if (text === this.text) return;
    this.settle(reuse(this.segments, segmentsOf(text, this.syntax)));
  }

  /** Applies changes one after the other; the offsets of each count in the text that the one before it left. */
  edit(changes: readonly FileChange[]): void {
    for (const change of changes) this.apply(change);
  }

  positionAt(offset: number): Position {
    return positionAt(this.layout, offset);
  }

  /** Offset of a position; one behind the end of its line or of the file is taken for that end. */
  offsetAt(position: Position): number {
    return offsetAt(this.layout, position);
  }

  private apply(change: FileChange): void {
    const { length, segmentStarts } = this.layout;
    const start = Math.min(Math.max(change.start, 0), length);
    const end = Math.min(Math.max(change.end, start), length);
    const lengthAfter = length - (end - start) + change.text.length;
    // A template's first bytes decide whether it is a stream at all.
    if (this.syntax !== "yaml" || isTooLarge(length) || isTooLarge(lengthAfter)) {
      this.replace(this.text.slice(0, start) + change.text + this.text.slice(end));
      return;
    }
    // A change at a marker can make or break it, so the segments on both sides are split again.
    const touched = lastNotAbove(segmentStarts, start);
    const lead = this.segments[touched]?.lead.length ?? 0;
    const atMarker = start - (segmentStarts[touched] ?? 0) <= Math.max(lead, markerLength);
    const first = atMarker ? Math.max(touched - 1, 0) : touched;
    const last = lastNotAbove(segmentStarts, end);
    const from = segmentStarts[first] ?? 0;
    const old = this.segments.slice(first, last + 1);
    const before = textOf(old);
    const region = before.slice(0, start - from) + change.text + before.slice(end - from);
    const fresh = reuse(old, splitSegments(region, this.syntax, from === 0));
    this.settle([...this.segments.slice(0, first), ...fresh, ...this.segments.slice(last + 1)]);
  }

  private settle(segments: readonly Segment[]): void {
    this.segments = segments;
    this.joined = undefined;
    this.known = undefined;
  }

  private get layout(): Layout {
    this.known ??= layOut(this.segments);
    return this.known;
  }
}
