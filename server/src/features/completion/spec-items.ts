import type { PlacedDocument } from "../../pods/pod-file.ts";
import type { Span } from "../../pods/yaml/span.ts";
import type { OpenDocument } from "../open-documents.ts";
import type { Suggestion } from "./key-items.ts";
import { adjustIndentation, snippetFormat, snippetKind } from "./lsp-kinds.ts";
import { criSpecs } from "./specs/cri-specs.ts";
import { kubernetesSpecs } from "./specs/kubernetes-specs.ts";

/** Whole specs for a document in which nothing stands but comments and the word that is being typed. */
export function specSuggestions(
  { file }: OpenDocument,
  { document }: PlacedDocument,
  offset: number,
): { readonly replaced: Span; readonly suggestions: Suggestion[] } | undefined {
  const { text } = document;
  const word = /[\w-]*$/.exec(text.slice(0, offset))?.[0] ?? "";
  const rest = text.slice(0, offset - word.length) + text.slice(offset);
  if (!/^\uFEFF?(?:[ \t]*(?:#.*)?(?:\r?\n|$))*$/.test(rest)) return undefined;
  // A line with more than the word on it is a comment.
  if (!/(?:^|[\r\n\uFEFF])$/.test(text.slice(0, offset - word.length))) return undefined;
  const specs = file.syntax === "json" ? criSpecs : kubernetesSpecs;
  return {
    replaced: { start: offset - word.length, end: offset },
    suggestions: specs.map(({ prefix, title, snippet }, index) => ({
      label: prefix,
      kind: snippetKind,
      detail: title,
      sortText: String(index),
      newText: snippet,
      insertTextFormat: snippetFormat,
      insertTextMode: adjustIndentation,
    })),
  };
}
