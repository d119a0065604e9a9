import { type Disposable, extensions, workspace } from "vscode";
import { contributedSchema, yamlExtensionId } from "../infrastructure/contributed-schema.ts";
import { DisposableStore } from "../infrastructure/disposables.ts";
import type { ErrorBoundary } from "../infrastructure/error-boundary.ts";
import { schemaScheme, schemaUri } from "./schema-uri.ts";

/** What we use of the API that Red Hat's YAML extension exports. */
interface YamlApi {
  /**
   * @param schema the scheme whose addresses the contributor knows.
   * @param requestSchema address of the schema for a document; undefined leaves the document to others.
   * @returns false where the scheme is taken already.
   */
  registerContributor(
    schema: string,
    requestSchema: (documentUri: string) => string | undefined,
    requestSchemaContent: (schemaUri: string) => Promise<string>,
  ): boolean;
}

const isYamlApi = (api: unknown): api is YamlApi =>
  typeof api === "object" &&
  api !== null &&
  "registerContributor" in api &&
  typeof api.registerContributor === "function";

/** The schema that a document is given, by the document's address. */
function requestSchema(documentUri: string): string | undefined {
  const document = workspace.textDocuments.find(({ uri }) => uri.toString() === documentUri);
  const choice = document && contributedSchema(document);
  return choice && schemaUri(choice);
}

/**
 * Registers our schemas with Red Hat's YAML extension, once it is there and a YAML document is open, which starts it anyway. It
 * asks them for any address of our scheme, and for those documents that a setting gives it.
 */
export function followYamlExtension(boundary: ErrorBoundary, contentOf: (path: string) => Promise<string>): Disposable {
  const store = new DisposableStore();
  let isDone = false;
  const register = async (): Promise<void> => {
    const extension = extensions.getExtension(yamlExtensionId);
    if (isDone || extension === undefined) return;
    isDone = true;
    const api: unknown = await extension.activate();
    if (isYamlApi(api)) api.registerContributor(schemaScheme, requestSchema, contentOf);
  };
  const look = (): void => {
    if (workspace.textDocuments.some(({ languageId }) => languageId === "yaml")) {
      void boundary("Offering schemas to the YAML extension", register);
    }
  };
  store.add(workspace.onDidOpenTextDocument(look));
  store.add(extensions.onDidChange(look));
  look();
  return store;
}
