import { workspace } from "vscode";
import type { FeatureContext } from "../infrastructure/feature-context.ts";
import type { LanguageServer } from "../infrastructure/language-server.ts";
import { schemaNameOf, schemaScheme } from "./schema-uri.ts";
import { followYamlExtension } from "./yaml-extension.ts";

/** Of an address that names no schema: one that takes everything. */
const anything = "{}\n";

/** Gives the packaged schemas to whoever asks for their addresses: VS Code's JSON support, and Red Hat's YAML extension. */
export function activateSchemas({ extension, boundary }: FeatureContext, server: LanguageServer): void {
  const contentOf = async (path: string): Promise<string> => {
    const { content } = await server.request("confidentialPods/podSchema", { name: schemaNameOf(path) });
    return content ?? anything;
  };
  extension.subscriptions.push(
    workspace.registerTextDocumentContentProvider(schemaScheme, {
      provideTextDocumentContent: ({ path }) => contentOf(path),
    }),
    followYamlExtension(boundary, contentOf),
  );
}
