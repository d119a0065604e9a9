import type { ServerCapabilities } from "vscode-languageserver/node";

/** What authoring offers every client. */
export const authoringCapabilities = {
  hoverProvider: true,
  completionProvider: { resolveProvider: true, triggerCharacters: [".", '"', "'", " ", "\\", "/", "-"] },
} as const satisfies ServerCapabilities;
