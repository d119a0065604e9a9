import { maximumFileLength } from "../yaml/limits.ts";
import type { PodFileSyntax } from "../yaml/read-document.ts";
import { looksLikeJson } from "../yaml/read-json.ts";
import { emptyReading, ReadManifest } from "./read-manifest.ts";
import { splitDocuments } from "./split-documents.ts";

/** A part of a file: the marker line in front (empty: none), and the document behind it. */
export interface Segment {
  readonly lead: string;
  readonly document: ReadManifest;
}

/** True for a text of so many UTF-16 code units that it is not read. */
export function isTooLarge(length: number): boolean {
  return length > maximumFileLength;
}

/** True where `---` lines separate documents: not in JSON, and not in a file that is not read. */
function isStream(text: string, syntax: PodFileSyntax): boolean {
  return syntax !== "json" && !isTooLarge(text.length) && (syntax === "yaml" || !looksLikeJson(text));
}

/** The segments of a whole file; they cover all of it. */
export function segmentsOf(text: string, syntax: PodFileSyntax): readonly Segment[] {
  if (isStream(text, syntax)) return splitSegments(text, syntax, true);
  return [{ lead: "", document: new ReadManifest(text, syntax, isTooLarge(text.length) ? emptyReading : undefined) }];
}

/** The segments of a part of a file that begins at the start of a line. */
export function splitSegments(region: string, syntax: PodFileSyntax, atFileStart: boolean): readonly Segment[] {
  return splitDocuments(region, atFileStart).map(({ start, textStart, end }) => ({
    lead: region.slice(start, textStart),
    document: new ReadManifest(region.slice(textStart, end), syntax),
  }));
}

/** The text that segments cover. */
export function textOf(segments: readonly Segment[]): string {
  let text = "";
  for (const { lead, document } of segments) text += lead + document.text;
  return text;
}

/** Puts the documents read before in place of new ones with the same text, counted from both ends of the list. */
export function reuse(old: readonly Segment[], fresh: readonly Segment[]): readonly Segment[] {
  const kept = [...fresh];
  const shorter = Math.min(old.length, fresh.length);
  let front = 0;
  while (front < shorter && keep(kept, front, old[front])) front++;
  let back = 1;
  while (back <= shorter - front && keep(kept, fresh.length - back, old[old.length - back])) back++;
  return kept;
}

function keep(kept: Segment[], index: number, before: Segment | undefined): boolean {
  const now = kept[index];
  if (now === undefined || before?.document.text !== now.document.text) return false;
  kept[index] = { lead: now.lead, document: before.document };
  return true;
}
