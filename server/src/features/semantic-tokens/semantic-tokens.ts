import type { SemanticTokens, SemanticTokensParams, SemanticTokensRangeParams } from "vscode-languageserver/node";
import type { PodFile } from "../../pods/pod-file.ts";
import type { Target } from "../../pods/target.ts";
import type { ServerContext } from "../server-context.ts";
import { keyTokens } from "./key-tokens.ts";

/** Answers `textDocument/semanticTokens/full` and `/range`: keys that are known, unknown, ignored or gone. */
export const semanticTokensFor =
  (context: ServerContext) =>
  (params: SemanticTokensParams | SemanticTokensRangeParams): Promise<SemanticTokens> =>
    context.boundary.runAsync<SemanticTokens>("finding semantic tokens", { data: [] }, async () => {
      const { uri } = params.textDocument;
      const { profile } = await context.settings.of(uri);
      const open = context.documents.get(uri);
      const range = "range" in params ? params.range : undefined;
      const [first, last] = range === undefined ? [0, Number.POSITIVE_INFINITY] : [range.start.line, range.end.line];
      return { data: open === undefined ? [] : encode(open.file, profile.target, first, last) };
    });

/** The tokens of these lines: five numbers each, the place relative to the token before (LSP, semantic tokens). */
function encode(file: PodFile, target: Target, firstLine: number, lastLine: number): number[] {
  const data: number[] = [];
  let line = 0;
  let character = 0;
  for (const placed of file.documents) {
    if (placed.startLine > lastLine) break;
    for (const token of keyTokens(file, placed, target)) {
      const at = placed.startLine + token.line;
      if (at < firstLine || at > lastLine) continue;
      data.push(
        at - line,
        at === line ? token.character - character : token.character,
        token.length,
        0,
        token.modifiers,
      );
      line = at;
      character = token.character;
    }
  }
  return data;
}
