import assert from "node:assert/strict";
import {
  CompletionItemKind,
  type CompletionList,
  ConfigurationTarget,
  commands,
  type Diagnostic,
  extensions,
  type Hover,
  languages,
  Position,
  type TextDocument,
  Uri,
  workspace,
} from "vscode";
import { findings, findingsUntil, open } from "./support/documents.ts";
import { test } from "./support/runner.ts";

const key = "io.microsoft.virtualmachine.computetopology.memory.sizeinmb";
const plain = "confidential-pods-schema:///pod-annotations.schema.json";
const pod = `apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n    ${key}: "2GB"\n`;

/** What the stand-in for Red Hat's YAML extension answers its language server. */
interface YamlApi {
  hasProvider(scheme: string): boolean;
  requestCustomSchema(documentUri: string): readonly string[];
  requestCustomSchemaContent(schemaUri: string): Promise<string>;
}

async function yamlApi(): Promise<YamlApi> {
  const extension = extensions.getExtension<YamlApi>("redhat.vscode-yaml");
  assert.ok(extension, "the stand-in is there");
  return extension.activate();
}

async function withSettings(values: Readonly<Record<string, unknown>>, body: () => Promise<void>): Promise<void> {
  const settings = workspace.getConfiguration("confidentialPods");
  for (const [name, value] of Object.entries(values)) await settings.update(name, value, ConfigurationTarget.Workspace);
  try {
    await body();
  } finally {
    for (const name of Object.keys(values)) await settings.update(name, undefined, ConfigurationTarget.Workspace);
  }
}

/** Waits for diagnostics of anybody. */
function diagnosticsUntil(uri: Uri, isReached: (found: readonly Diagnostic[]) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isReached(languages.getDiagnostics(uri))) return;
      listening.dispose();
      resolve();
    };
    const listening = languages.onDidChangeDiagnostics(look);
    look();
  });
}

test("the addresses of the packaged schemas open without network", async () => {
  for (const name of ["pod-annotations.schema.json", "pod-annotations.strict.schema.json"]) {
    const document = await workspace.openTextDocument(Uri.parse(`confidential-pods-schema:///${name}`));
    assert.equal(JSON.parse(document.getText()).$id, name);
  }
  const unknown = await workspace.openTextDocument(Uri.parse("confidential-pods-schema:///other.json"));
  assert.deepEqual(JSON.parse(unknown.getText()), {});
});

test("VS Code's JSON support checks a file by the schema that it names", async () => {
  const content = JSON.stringify({ $schema: plain, kind: "Pod", metadata: { annotations: { [key]: "2GB" } } }, null, 2);
  const { uri } = await open({ language: "json", content });
  const isOfSchema = ({ source, message }: Diagnostic): boolean =>
    source !== "confidential-pods" && message.includes("pattern");
  await diagnosticsUntil(uri, (found) => found.some(isOfSchema));
});

test("Red Hat's YAML extension is given the schemas' text, and no document that is checked here", async () => {
  const document = await open({ language: "yaml", content: pod });
  await findingsUntil(document.uri, ({ length }) => length > 0);
  const api = await yamlApi();
  await untilRegistered(api);
  assert.equal(JSON.parse(await api.requestCustomSchemaContent(plain)).$id, "pod-annotations.schema.json");
  const requested = (of: TextDocument): readonly string[] => api.requestCustomSchema(of.uri.toString());
  assert.deepEqual(requested(document), []);
  await withSettings({ "schemas.contribute": "strict" }, async () => {
    assert.deepEqual(requested(document), [], "it is still checked here");
  });
});

test("where a setting gives it the specs, it has them alone", async () => {
  const document = await open({ language: "yaml", content: pod });
  const other = await open({ language: "yaml", content: "kind: Service\nmetadata: {}\n" });
  const api = await yamlApi();
  await untilRegistered(api);
  await withSettings({ "schemas.contribute": "strict", "validate.enable": false }, async () => {
    assert.deepEqual(api.requestCustomSchema(document.uri.toString()), [
      "confidential-pods-schema:///pod-annotations.strict.schema.json",
    ]);
    assert.deepEqual(api.requestCustomSchema(other.uri.toString()), [], "not a pod");
    await findingsUntil(document.uri, ({ length }) => length === 0);
    const at = new Position(4, 8);
    const hovers = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", document.uri, at);
    assert.deepEqual(hovers, []);
    const list = await commands.executeCommand<CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      at,
    );
    const ours = list.items.filter(({ label }) => (typeof label === "string" ? label : label.label).includes("memory"));
    assert.deepEqual(
      ours.filter(({ kind }) => kind !== CompletionItemKind.Text).map(({ label }) => label),
      [],
    );
  });
  await findingsUntil(document.uri, ({ length }) => length > 0);
  assert.ok(findings(document.uri).length > 0);
});

/** The extension registers once a YAML document is open; nothing tells when it has. */
async function untilRegistered(api: YamlApi): Promise<void> {
  while (!api.hasProvider("confidential-pods-schema")) await new Promise((resolve) => setTimeout(resolve, 20));
}
