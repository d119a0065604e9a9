import assert from "node:assert/strict";
import { type CodeAction, CodeActionKind, commands, type Diagnostic, type TextDocument, workspace } from "vscode";
import { codes, findingsUntil, open, sample } from "./support/documents.ts";
import { test } from "./support/runner.ts";

async function quickFixes(document: TextDocument, finding: Diagnostic): Promise<readonly CodeAction[]> {
  return commands.executeCommand<readonly CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    finding.range,
    CodeActionKind.QuickFix.value,
  );
}

test("a preferred quick fix quotes an unquoted value", async () => {
  const document = await open(sample("kubernetes/broken-pod.yaml"));
  const found = await findingsUntil(document.uri, ({ length }) => length > 0);
  const unquoted = found.find(({ range }) => document.getText(range) === "yes");
  assert.ok(unquoted);
  const fixes = await quickFixes(document, unquoted);
  const preferred = fixes.find(({ isPreferred }) => isPreferred === true);
  assert.ok(preferred?.edit, `no preferred fix among ${fixes.map(({ title }) => title).join(", ")}`);
  assert.ok(await workspace.applyEdit(preferred.edit));
  assert.match(document.getText(), /fullyphysicallybacked: "(yes|true)"/);
});

test("fix all moves misplaced annotations to the pod template", async () => {
  const document = await open(sample("kubernetes/misplaced-deployment.yaml"));
  const [finding] = await findingsUntil(document.uri, ({ length }) => length > 0);
  assert.ok(finding);
  // What was found in the file on disk is there before the server has the document.
  while ((await quickFixes(document, finding)).length === 0);
  await commands.executeCommand("confidentialPods.fixAll", document.uri);
  const text = document.getText();
  assert.ok(text.indexOf("processor.count") > text.indexOf("template:"), "the annotations moved to the pod template");
  await findingsUntil(document.uri, ({ length }) => length === 0);
});

test("a finding can be suppressed where it stands", async () => {
  const document = await open(sample("kubernetes/lcow-pod.yaml"));
  const [finding] = await findingsUntil(document.uri, ({ length }) => length > 0);
  assert.ok(finding);
  const suppress = (await quickFixes(document, finding)).find(({ title }) => /suppress/i.test(title));
  assert.ok(suppress?.edit);
  const count = codes(document.uri).length;
  assert.ok(await workspace.applyEdit(suppress.edit));
  await findingsUntil(document.uri, ({ length }) => length === count - 1);
});
