import type { LanguageFeatures } from "../language-features.ts";
import type { ServerContext } from "../server-context.ts";

/** The handlers of settings; what is shown beside a document is asked for again after each change. */
export function refreshing<T extends Pick<LanguageFeatures, "configured">>(
  { boundary, client, connection }: ServerContext,
  handlers: T,
): T {
  const { inlayHint, codeLens, semanticTokens } = client.refreshes;
  return {
    ...handlers,
    configured: (params: Parameters<LanguageFeatures["configured"]>[0]) => {
      handlers.configured(params);
      if (inlayHint) boundary.detach("refreshing inlay hints", connection.languages.inlayHint.refresh());
      if (codeLens) boundary.detach("refreshing code lenses", connection.sendRequest("workspace/codeLens/refresh"));
      if (semanticTokens) {
        boundary.detach("refreshing colours", connection.sendRequest("workspace/semanticTokens/refresh"));
      }
    },
  };
}
