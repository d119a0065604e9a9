import assert from "node:assert/strict";
import {
  type CodeLens,
  commands,
  Range,
  TabInputTextDiff,
  type TextDocument,
  Uri,
  ViewColumn,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import { closeAll, open, sample } from "./support/documents.ts";
import { test } from "./support/runner.ts";

const isPreview = ({ uri }: TextDocument): boolean => uri.scheme === "confidential-pods-preview";

/** The preview that is shown. */
function shownPreview(): TextDocument {
  const editor = window.visibleTextEditors.find(({ document }) => isPreview(document));
  assert.ok(editor, "a preview is visible");
  return editor.document;
}

/** Waits until a document's text is as wanted. */
function textUntil(document: TextDocument, wanted: RegExp): Promise<string> {
  if (wanted.test(document.getText())) return Promise.resolve(document.getText());
  return new Promise((resolve) => {
    const listening = workspace.onDidChangeTextDocument((change) => {
      if (change.document !== document || !wanted.test(document.getText())) return;
      listening.dispose();
      resolve(document.getText());
    });
  });
}

async function replace(document: TextDocument, found: string, text: string): Promise<void> {
  const at = document.getText().indexOf(found);
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(document.positionAt(at), document.positionAt(at + found.length)), text);
  assert.ok(await workspace.applyEdit(edit));
}

test("the HCS document of the sandbox at the cursor opens beside it and follows every edit", async () => {
  await closeAll();
  const spec = await open(sample("kubernetes/debug-pod.yaml"));
  await commands.executeCommand("confidentialPods.previewDocument");
  const preview = shownPreview();
  assert.equal(preview.languageId, "jsonc");
  assert.match(preview.getText(), /^\/\/ Confidential WCOW/);
  assert.match(preview.getText(), /"SizeInMB": 4096/);
  assert.equal(window.activeTextEditor?.document.uri.toString(), spec.uri.toString(), "the focus stays in the spec");
  await replace(spec, '"4096"', '"6143"');
  // hcsshim rounds up to an even number of megabytes.
  await textUntil(preview, /"SizeInMB": 6144/);
  await replace(spec, '"6143"', '"8192"');
  await textUntil(preview, /"SizeInMB": 8192/);
});

test("a preview survives a restart of the language server", async () => {
  const preview = shownPreview();
  await commands.executeCommand("confidentialPods.restartLanguageServer");
  const spec = await open(sample("kubernetes/debug-pod.yaml"));
  await replace(spec, '"8192"', '"4096"');
  await textUntil(preview, /"SizeInMB": 4096/);
});

test("a pod is explained from the top of the same document", async () => {
  await closeAll();
  const { uri } = await open(sample("kubernetes/debug-pod.yaml"));
  await commands.executeCommand("confidentialPods.explainPod", uri.toString(), 0);
  const editor = window.visibleTextEditors.find(({ document }) => isPreview(document));
  assert.equal(editor?.viewColumn, ViewColumn.Two);
  assert.equal(editor.visibleRanges[0]?.start.line, 0);
  assert.match(editor.document.getText(), /^\/\/ Options$.*^\/\/ Boot plan$.*^\/\/ HCS document$/ms);
});

/** Waits until a line of this text is in the preview's view. */
function inViewUntil(wanted: RegExp): Promise<void> {
  const isReached = (): boolean => {
    const editor = window.visibleTextEditors.find(({ document }) => isPreview(document));
    const [range] = editor?.visibleRanges ?? [];
    return range !== undefined && wanted.test(editor?.document.getText(range) ?? "");
  };
  if (isReached()) return Promise.resolve();
  return new Promise((resolve) => {
    const listening = window.onDidChangeTextEditorVisibleRanges(() => {
      if (!isReached()) return;
      listening.dispose();
      resolve();
    });
  });
}

test("a preview that loses its document shows why, and the document when it is there again", async () => {
  await closeAll();
  const spec = await open(sample("kubernetes/debug-pod.yaml"));
  await commands.executeCommand("confidentialPods.previewDocument");
  await inViewUntil(/^\{$/m);
  // Writable EFI is for confidential pods alone.
  await replace(spec, "wcow.securitypolicy", "wcow.other");
  await inViewUntil(/^\/\/ Hyper-V isolated WCOW .* refused$/m);
  await replace(spec, "wcow.other", "wcow.securitypolicy");
  await inViewUntil(/^\{$/m);
});

test("the documents of two specs are compared in a diff", async () => {
  await closeAll();
  const selected = [sample("kubernetes/debug-pod.yaml"), sample("crictl/sandbox.json")];
  await commands.executeCommand("confidentialPods.compareDocuments", selected[0], selected);
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  assert.ok(input instanceof TabInputTextDiff);
  for (const [side, name] of [
    [input.original, "debug-pod.yaml"],
    [input.modified, "sandbox.json"],
  ] as const) {
    assert.match(side.path, new RegExp(name));
    assert.match((await workspace.openTextDocument(side)).getText(), /^\/\/ (Confidential|Hyper-V)/);
  }
});

test("a code lens over the sandbox opens its preview", async () => {
  await closeAll();
  const { uri } = await open(sample("kubernetes/debug-pod.yaml"));
  const lenses = await commands.executeCommand<readonly CodeLens[]>("vscode.executeCodeLensProvider", uri);
  const lens = lenses.find(({ command }) => command?.command === "confidentialPods.previewDocument");
  assert.ok(lens?.command, lenses.map(({ command }) => command?.title).join(", "));
  await commands.executeCommand(lens.command.command, ...(lens.command.arguments ?? []));
  assert.match(shownPreview().getText(), /^\/\/ Confidential WCOW/);
});

test("a spec that is gone gets a sentence in its preview", async () => {
  const missing = Uri.joinPath(sample("kubernetes"), "missing.yaml").toString();
  await commands.executeCommand("confidentialPods.previewDocument", missing, 0);
  const preview = window.visibleTextEditors.find(({ document }) => document.uri.path.includes("missing.yaml"));
  assert.match(
    preview?.document.getText() ?? "",
    /^\/\/ kubernetes\/missing\.yaml cannot be opened: it is not there\.\nnull\n$/,
  );
});
