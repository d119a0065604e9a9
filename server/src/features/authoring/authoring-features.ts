import type { CompletionItem, CompletionList, CompletionParams, Hover, HoverParams } from "vscode-languageserver/node";
import { completionFor, resolveCompletion } from "../completion/completion.ts";
import { hoverFor } from "../hover/hover.ts";
import type { ServerContext } from "../server-context.ts";

/** What the server does to help writing a spec. Nothing here rejects: where something fails there is nothing to show. */
export interface AuthoringFeatures {
  hover(params: HoverParams): Promise<Hover | null>;
  completion(params: CompletionParams): Promise<CompletionList>;
  resolveCompletion(item: CompletionItem): CompletionItem;
}

export const startAuthoring = (context: ServerContext): AuthoringFeatures => ({
  hover: hoverFor(context),
  completion: completionFor(context),
  resolveCompletion,
});
