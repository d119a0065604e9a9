import type { CompletionList } from "vscode-languageserver/node";
import type { PlacedDocument } from "../../pods/pod-file.ts";
import type { Span } from "../../pods/yaml/span.ts";
import type { ClientProfile } from "../client-profile.ts";
import type { OpenDocument } from "../open-documents.ts";
import { rangeOf } from "../ranges.ts";
import type { Suggestion } from "./key-items.ts";

/** Where suggestions go; spans and offsets count in the manifest document. */
export interface Destination {
  /** What all of them replace. */
  readonly replaced: Span;
  /** Where a comma is missing, which they add. */
  readonly commaAt?: number | undefined;
}

/** Suggestions placed in the file; their common range is said once where the client understands that. */
export function toList(
  { file }: OpenDocument,
  { startOffset }: PlacedDocument,
  { replaced, commaAt }: Destination,
  suggestions: readonly Suggestion[],
  { completionRange }: ClientProfile,
): CompletionList {
  const range = rangeOf(file, replaced, startOffset);
  const comma =
    commaAt === undefined
      ? {}
      : {
          additionalTextEdits: [{ range: rangeOf(file, { start: commaAt, end: commaAt }, startOffset), newText: "," }],
        };
  return {
    isIncomplete: false,
    ...(completionRange ? { itemDefaults: { editRange: range } } : {}),
    items: suggestions.map(({ newText, ...item }) =>
      completionRange
        ? { ...item, textEditText: newText, ...comma }
        : { ...item, textEdit: { range, newText }, ...comma },
    ),
  };
}
