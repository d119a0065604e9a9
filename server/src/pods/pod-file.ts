import { type Layout, layOut } from "./file/layout.ts";
import { lastNotAbove } from "./file/line-index.ts";
import type { PlacedDocument, Position } from "./file/placed-document.ts";
import { offsetAt, positionAt } from "./file/positions.ts";
import { isStream, isTooLarge, reuse, type Segment, segmentsOf, splitSegments } from "./file/segments.ts";
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
  private current: string;
  private segments: readonly Segment[];
  private known: Layout | undefined;

  private constructor(text: string, syntax: PodFileSyntax) {
    this.syntax = syntax;
    this.current = text;
    this.segments = segmentsOf(text, syntax);
  }

  /** Reads a file's text; where no syntax is given, the file name's extension tells it. Nothing is parsed yet. */
  static open(uriOrPath: string, text: string, syntax?: PodFileSyntax): PodFile {
    return new PodFile(text, syntax ?? syntaxOf(uriOrPath));
  }

  get text(): string {
    return this.current;
  }

  get documents(): readonly PlacedDocument[] {
    return this.layout.documents;
  }

  get unread(): readonly Unread[] {
    if (isTooLarge(this.current)) {
      const message = `This file is not checked: it is longer than ${maximumFileLength / 1024 / 1024} Mi characters.`;
      return [{ message, span: { start: 0, end: 0 } }];
    }
    const unread: Unread[] = [];
    for (const [at, { document }] of this.segments.entries()) {
      const span = document.unreadAt;
      const startOffset = this.layout.documents[at]?.startOffset ?? 0;
      if (span === undefined) continue;
      const message = `What is nested deeper than ${maximumDepth} levels is not checked.`;
      unread.push({ message, span: { start: startOffset + span.start, end: startOffset + span.end } });
    }
    return unread;
  }

  /** Puts another text in place of the whole file. */
  replace(text: string): void {
    if (text === this.current) return;
    this.current = text;
    this.segments = reuse(this.segments, segmentsOf(text, this.syntax));
    this.known = undefined;
  }

  /** Applies changes one after the other; the offsets of each count in the text that the one before it left. */
  edit(changes: readonly FileChange[]): void {
    for (const change of changes) this.apply(change);
  }

  positionAt(offset: number): Position {
    return positionAt(this.current, this.layout, offset);
  }

  /** Offset of a position; one behind the end of its line or of the file is taken for that end. */
  offsetAt(position: Position): number {
    return offsetAt(this.current, this.layout, position);
  }

  private apply(change: FileChange): void {
    const before = this.current;
    const start = Math.min(Math.max(change.start, 0), before.length);
    const end = Math.min(Math.max(change.end, start), before.length);
    const after = before.slice(0, start) + change.text + before.slice(end);
    if (!isStream(before, this.syntax) || !isStream(after, this.syntax)) {
      this.replace(after);
      return;
    }
    const { segmentStarts } = this.layout;
    // A change at a marker can make or break it, so the segments on both sides are split again.
    const touched = lastNotAbove(segmentStarts, start);
    const atMarker = start - (segmentStarts[touched] ?? 0) <= Math.max(this.segments[touched]?.lead ?? 0, markerLength);
    const first = atMarker ? Math.max(touched - 1, 0) : touched;
    const last = lastNotAbove(segmentStarts, end);
    const from = segmentStarts[first] ?? 0;
    const region =
      before.slice(from, start) + change.text + before.slice(end, segmentStarts[last + 1] ?? before.length);
    const old = this.segments.slice(first, last + 1);
    const fresh = reuse(old, splitSegments(region, this.syntax, from === 0));
    this.segments = [...this.segments.slice(0, first), ...fresh, ...this.segments.slice(last + 1)];
    this.current = after;
    this.known = undefined;
  }

  private get layout(): Layout {
    this.known ??= layOut(this.segments);
    return this.known;
  }
}
