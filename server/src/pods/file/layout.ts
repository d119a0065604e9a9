import type { PlacedDocument } from "./placed-document.ts";
import type { Segment } from "./segments.ts";

/** Where the segments of a file begin, and where their documents do. */
export interface Layout {
  readonly segmentStarts: readonly number[];
  /** First line of each segment: its marker's, where it has one. */
  readonly segmentLines: readonly number[];
  readonly documents: readonly PlacedDocument[];
  /** Offsets of the lines of each document, relative to it. */
  lineStartsOf(segment: number): readonly number[];
}

/** Lays segments out one behind the other, and numbers their documents. */
export function layOut(segments: readonly Segment[]): Layout {
  const segmentStarts: number[] = [];
  const segmentLines: number[] = [];
  const documents: PlacedDocument[] = [];
  let offset = 0;
  let line = 0;
  let index = 0;
  for (const { lead, document } of segments) {
    segmentStarts.push(offset);
    segmentLines.push(line);
    offset += lead;
    if (lead > 0) line++;
    document.index = index;
    if (document.hasContent) index++;
    documents.push({ document, startOffset: offset, startLine: line });
    offset += document.text.length;
    line += document.lineStarts.length - 1;
  }
  return {
    segmentStarts,
    segmentLines,
    documents,
    lineStartsOf: (segment) => segments[segment]?.document.lineStarts ?? [0],
  };
}
