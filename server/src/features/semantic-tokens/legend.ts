import type { SemanticTokensLegend } from "vscode-languageserver/node";

/** What a key is; each is a bit of a token's modifiers, in this order. */
export const keyModifiers = ["known", "unknown", "ignored", "deprecated"] as const;

export type KeyModifier = (typeof keyModifiers)[number];

/** One type: the key of an annotation. */
export const legend: SemanticTokensLegend = { tokenTypes: ["property"], tokenModifiers: [...keyModifiers] };
