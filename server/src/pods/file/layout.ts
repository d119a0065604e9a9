import type { PlacedDocument } from "./placed-document.ts";
import type { Segment } from "./segments.ts";

/** Where the segments of a file begin, and where their documents do; the lists run side by side. */
export interface Layout {
  readonly segments: readonly Segment[];
  readonly segmentStarts: readonly number[];
  /** First line of each segment: its marker's, where it has one. */
  readonly segmentLines: readonly number[];
  readonly documents: readonly PlacedDocument[];
  /** UTF-16 code units of the whole file. */
  readonly length: number;
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
    offset += lead.length;
    if (lead !== "") line++;
    document.index = index;
    if (document.hasContent) index++;
    documents.push({ document, startOffset: offset, startLine: line });
    offset += document.text.length;
    line += document.lineStarts.length - 1;
  }
  return { segments, segmentStarts, segmentLines, documents, length: offset };
}
