import type { ServerCapabilities } from "vscode-languageserver/node";
import type { ClientProfile } from "../client-profile.ts";
import { legend } from "../semantic-tokens/legend.ts";

/** What authoring offers a client. */
export const authoringCapabilities = ({ annotationPages }: ClientProfile): ServerCapabilities => ({
  hoverProvider: true,
  completionProvider: { resolveProvider: true, triggerCharacters: [".", '"', "'", " ", "\\", "/", "-"] },
  documentSymbolProvider: { label: "Confidential Pods" },
  inlayHintProvider: true,
  codeLensProvider: {},
  documentLinkProvider: {},
  semanticTokensProvider: { legend, full: true, range: true },
  ...(annotationPages ? { definitionProvider: true } : {}),
});
