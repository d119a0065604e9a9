import type { ServerContext } from "../server-context.ts";

/** Has the client ask again for what is shown beside a document: something that it was made of has changed. */
export function refreshViews({ boundary, client, connection }: ServerContext): void {
  const { inlayHint, codeLens, semanticTokens } = client.refreshes;
  if (inlayHint) boundary.detach("refreshing inlay hints", connection.languages.inlayHint.refresh());
  if (codeLens) boundary.detach("refreshing code lenses", connection.sendRequest("workspace/codeLens/refresh"));
  if (semanticTokens) {
    boundary.detach("refreshing colors", connection.sendRequest("workspace/semanticTokens/refresh"));
  }
}
