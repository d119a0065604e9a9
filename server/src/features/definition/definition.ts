import type { DefinitionLink, DefinitionParams } from "vscode-languageserver/node";
import { lookup, removedKeys } from "../../pods/annotations/registry.ts";
import { annotationPlaceAt } from "../places/place.ts";
import { rangeOf } from "../ranges.ts";
import type { ServerContext } from "../server-context.ts";

/** Where the client shows the reference page of a key. */
const annotationPageUri = (key: string): string => `confidential-pods-annotation:/${encodeURIComponent(key)}.md`;

const start = { line: 0, character: 0 };
const top = { start, end: start };

/** Answers `textDocument/definition`: from a key to its reference page, where the client opens such pages. */
export const definitionFor = (context: ServerContext) => (params: DefinitionParams) =>
  context.boundary.run<DefinitionLink[]>("finding a definition", [], () => {
    const open = context.client.annotationPages ? context.documents.get(params.textDocument.uri) : undefined;
    const at = open && annotationPlaceAt(open, params.position);
    if (open === undefined || at === undefined || at.part === "value") return [];
    const { key, keySpan } = at.annotation;
    const page = lookup(key)?.key ?? (removedKeys.has(key) ? key : undefined);
    if (page === undefined) return [];
    return [
      {
        originSelectionRange: rangeOf(open.file, keySpan, at.placed.startOffset),
        targetUri: annotationPageUri(page),
        targetRange: top,
        targetSelectionRange: top,
      },
    ];
  });
