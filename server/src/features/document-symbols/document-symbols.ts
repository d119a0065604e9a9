import type { DocumentSymbol, DocumentSymbolParams } from "vscode-languageserver/node";
import { arrivalOf, describeArrival } from "../../pods/effective/arrival.ts";
import type { Annotation, AnnotationSet } from "../../pods/manifest/annotation-set.ts";
import type { Target } from "../../pods/target.ts";
import type { Span } from "../../pods/yaml/span.ts";
import { keyLabel } from "../authoring/key-label.ts";
import type { OpenDocument } from "../open-documents.ts";
import { type OurSet, ourSets } from "../places/our-sets.ts";
import { rangeOf } from "../ranges.ts";
import type { ServerContext } from "../server-context.ts";

/** LSP `SymbolKind.Object` and `.Property`. */
const objectKind = 19;
const propertyKind = 7;

/** Answers `textDocument/documentSymbol`: each map of annotations that concerns us, with its annotations. */
export const documentSymbolsFor = (context: ServerContext) => (params: DocumentSymbolParams) =>
  context.boundary.runAsync<DocumentSymbol[]>("listing symbols", [], async () => {
    const { uri } = params.textDocument;
    const { profile } = await context.settings.of(uri);
    const open = context.documents.get(uri);
    return open === undefined ? [] : [...ourSets(open.file)].map((ours) => setSymbol(open, ours, profile.target));
  });

function setSymbol(open: OpenDocument, { placed, set }: OurSet, target: Target): DocumentSymbol {
  const range = (span: Span) => rangeOf(open.file, span, placed.startOffset);
  // What a merge key brings in stands elsewhere; a child must lie within its parent.
  const own = set.annotations.filter(({ span }) => span.start >= set.span.start && span.end <= set.span.end);
  return {
    name: nameOf(set),
    detail: describeArrival(arrivalOf(placed.document, set, target)) ?? levels[set.level],
    kind: objectKind,
    range: range({ start: set.ownerSpan.start, end: Math.max(set.ownerSpan.end, set.span.end) }),
    selectionRange: range(set.ownerSpan),
    children: own.filter(({ key }) => key !== "").map((annotation) => annotationSymbol(annotation, range)),
  };
}

const levels = {
  sandbox: "pod annotations",
  container: "container annotations",
  misplaced: "annotations that reach no pod",
} as const;

const nameOf = ({ kind, name }: AnnotationSet): string =>
  name === undefined || name === "" ? kind : `${kind} ${name}`;

/** As much of a value as an outline shows. */
const longest = 60;

const annotationSymbol = (
  { key, value, span, keySpan }: Annotation,
  range: (span: Span) => DocumentSymbol["range"],
): DocumentSymbol => ({
  name: keyLabel(key),
  detail: value.length > longest ? `${value.slice(0, longest - 1)}…` : value,
  kind: propertyKind,
  range: range(span),
  selectionRange: range(keySpan),
});
