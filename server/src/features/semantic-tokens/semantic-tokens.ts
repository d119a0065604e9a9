import type {
  Range,
  SemanticTokens,
  SemanticTokensParams,
  SemanticTokensRangeParams,
} from "vscode-languageserver/node";
import { viewOf } from "../../pods/effective/annotation-view.ts";
import type { Target } from "../../pods/target.ts";
import { ourSets } from "../authoring/our-sets.ts";
import type { OpenDocument } from "../open-documents.ts";
import type { ServerContext } from "../server-context.ts";
import { keyModifier } from "./key-modifier.ts";
import { keyModifiers } from "./legend.ts";

/** Answers `textDocument/semanticTokens/full` and `/range`: keys that are known, unknown, ignored or gone. */
export const semanticTokensFor =
  (context: ServerContext) =>
  (params: SemanticTokensParams | SemanticTokensRangeParams): Promise<SemanticTokens> =>
    context.boundary.runAsync<SemanticTokens>("finding semantic tokens", { data: [] }, async () => {
      const { uri } = params.textDocument;
      const { profile } = await context.settings.of(uri);
      const open = context.documents.get(uri);
      const range = "range" in params ? params.range : undefined;
      return { data: open === undefined ? [] : encode(tokensIn(open, profile.target, range)) };
    });

interface Token {
  readonly line: number;
  readonly character: number;
  readonly length: number;
  readonly modifiers: number;
}

function* tokensIn({ file }: OpenDocument, target: Target, range: Range | undefined): Generator<Token, void> {
  const from = range === undefined ? 0 : file.offsetAt(range.start);
  const to = range === undefined ? Number.POSITIVE_INFINITY : file.offsetAt(range.end);
  for (const { placed, set } of ourSets(file, from, to)) {
    const view = viewOf(placed.document, set, target);
    for (const annotation of set.annotations) {
      const { start, end } = annotation.keySpan;
      const modifier = keyModifier(view, annotation);
      const isInside = placed.startOffset + end >= from && placed.startOffset + start <= to;
      // What a merge key brings in stands elsewhere, and tokens go from top to bottom.
      if (modifier === undefined || !isInside || start < set.span.start) continue;
      const { line, character } = file.positionAt(placed.startOffset + start);
      yield { line, character, length: end - start, modifiers: 1 << keyModifiers.indexOf(modifier) };
    }
  }
}

/** Five numbers a token, each place relative to the token before it (LSP, semantic tokens). */
function encode(tokens: Iterable<Token>): number[] {
  const data: number[] = [];
  let line = 0;
  let character = 0;
  for (const token of tokens) {
    const isSameLine = token.line === line;
    data.push(
      token.line - line,
      isSameLine ? token.character - character : token.character,
      token.length,
      0,
      token.modifiers,
    );
    ({ line, character } = token);
  }
  return data;
}
