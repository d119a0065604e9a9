import type { Position } from "vscode-languageserver/node";
import type { Annotation, AnnotationSet } from "../../pods/manifest/annotation-set.ts";
import { annotationAt, setAt } from "../../pods/manifest/lookup.ts";
import type { PlacedDocument } from "../../pods/pod-file.ts";
import type { OpenDocument } from "../open-documents.ts";

/** A position of an open document as a place in one of its manifest documents. */
export interface Place {
  readonly placed: PlacedDocument;
  /** Offset in the manifest document's text. */
  readonly offset: number;
}

/** The manifest document that a position is in; a `---` line counts to the document behind it. */
export function placeAt({ file }: OpenDocument, position: Position): Place | undefined {
  const at = file.offsetAt(position);
  const { documents } = file;
  let low = 0;
  let high = documents.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((documents[middle]?.startOffset ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  const placed = documents[low];
  return placed === undefined || at < placed.startOffset ? undefined : { placed, offset: at - placed.startOffset };
}

/** An annotation under the cursor. */
export interface AnnotationPlace extends Place {
  readonly set: AnnotationSet;
  readonly annotation: Annotation;
  /** Which half the cursor is in; between the two counts as the value. */
  readonly part: "key" | "value";
}

/** The annotation at a position, from its key's first character to behind its value's last. */
export function annotationPlaceAt(open: OpenDocument, position: Position): AnnotationPlace | undefined {
  const place = placeAt(open, position);
  if (place === undefined || !place.placed.document.mentionsAnnotations) return undefined;
  const { offset } = place;
  const set = setAt(place.placed.document, offset);
  const annotation = set && annotationAt(set, offset);
  if (set === undefined || annotation === undefined) return undefined;
  return { ...place, set, annotation, part: offset <= annotation.keySpan.end ? "key" : "value" };
}
