import type { Connection } from "vscode-languageserver/node";
import type { AnnotationPageParams, PodSchemaParams, RulePageParams } from "../../protocol.ts";
import type { AuthoringFeatures } from "./authoring-features.ts";

/** Hands the messages of authoring to its features, which the first of them starts. */
export function connectAuthoring(connection: Connection, features: () => Promise<AuthoringFeatures>): void {
  connection.onHover(async (params) => (await features()).hover(params));
  connection.onCompletion(async (params) => (await features()).completion(params));
  connection.onCompletionResolve(async (item) => (await features()).resolveCompletion(item));
  connection.onDocumentSymbol(async (params) => (await features()).documentSymbols(params));
  connection.languages.inlayHint.on(async (params) => (await features()).inlayHints(params));
  connection.onCodeLens(async (params) => (await features()).codeLenses(params));
  connection.onDocumentLinks(async (params) => (await features()).documentLinks(params));
  connection.onDefinition(async (params) => (await features()).definition(params));
  connection.languages.semanticTokens.on(async (params) => (await features()).semanticTokens(params));
  connection.languages.semanticTokens.onRange(async (params) => (await features()).semanticTokens(params));
  connection.onRequest("confidentialPods/specTemplates", async () => (await features()).specTemplates());
  connection.onRequest("confidentialPods/rulePage", async (params: RulePageParams) =>
    (await features()).rulePage(params),
  );
  connection.onRequest("confidentialPods/podSchema", async (params: PodSchemaParams) =>
    (await features()).podSchema(params),
  );
  connection.onRequest("confidentialPods/annotationPage", async (params: AnnotationPageParams) =>
    (await features()).annotationPage(params),
  );
}
