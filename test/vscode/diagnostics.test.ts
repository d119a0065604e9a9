import assert from "node:assert/strict";
import { DiagnosticSeverity, languages, Position, Range, WorkspaceEdit, workspace } from "vscode";
import { codeOf, findings, findingsUntil, open, sample } from "./support/documents.ts";
import { test } from "./support/runner.ts";

const memoryKey = "io.microsoft.virtualmachine.computetopology.memory.sizeinmb";

const podWithMemory = (value: string): string =>
  ["apiVersion: v1", "kind: Pod", "metadata:", "  annotations:", `    ${memoryKey}: ${value}`, ""].join("\n");

test("a broken pod gets findings on the exact values, from one source, with severity and a link", async () => {
  const { uri } = await open(sample("kubernetes/broken-pod.yaml"));
  const found = await findingsUntil(uri, ({ length }) => length > 0);
  const document = await workspace.openTextDocument(uri);
  const memory = found.find(({ range }) => document.getText(range) === '"4GB"');
  assert.ok(memory, `no finding on "4GB" among ${found.map(codeOf).join(", ")}`);
  assert.equal(memory.severity, DiagnosticSeverity.Warning);
  assert.ok(typeof memory.code === "object", "the code is a link");
  assert.equal(memory.code.target.toString(), `confidential-pods-rule:/${codeOf(memory)}.md`);
  const unquoted = found.find(({ range }) => document.getText(range) === "yes");
  assert.equal(unquoted?.severity, DiagnosticSeverity.Error, "an unquoted yes: Kubernetes refuses the pod");
});

test("crictl JSON is checked like YAML", async () => {
  const { uri } = await open(sample("crictl/sandbox.json"));
  const found = await findingsUntil(uri, ({ length }) => length > 0);
  const document = await workspace.openTextDocument(uri);
  assert.ok(found.some(({ range }) => document.getText(range) === '"1536.0"'));
});

test("a template, which has no language of its own, is checked where it says what it is", async () => {
  const document = await open(sample("crictl/sandbox.json.template"));
  const found = await findingsUntil(document.uri, ({ length }) => length > 0);
  assert.deepEqual(
    found.map(({ range }) => document.getText(range)),
    ['"4GB"'],
  );
});

test("an edit that mends a value takes its finding away, in an untitled document as well", async () => {
  const document = await open({ language: "yaml", content: podWithMemory('"4GB"') });
  await findingsUntil(document.uri, ({ length }) => length > 0);
  const edit = new WorkspaceEdit();
  const at = document.positionAt(document.getText().indexOf("GB"));
  edit.replace(document.uri, new Range(at, new Position(at.line, at.character + 2)), "096");
  assert.ok(await workspace.applyEdit(edit));
  const left = await findingsUntil(document.uri, (found) => !found.some(({ range }) => range.start.line === at.line));
  assert.deepEqual(left.map(codeOf), []);
});

test("files that are none of our business get nothing", async () => {
  const good = await open(sample("kubernetes/debug-pod.yaml"));
  const other = await open(sample("other/service.yaml"));
  // What is asked later is answered later: once the last document has its findings, these two had their turn.
  const last = await open({ language: "yaml", content: podWithMemory('"1GB"') });
  await findingsUntil(last.uri, ({ length }) => length > 0);
  assert.deepEqual(findings(other.uri), []);
  assert.deepEqual(findings(good.uri).map(codeOf), []);
  assert.deepEqual(languages.getDiagnostics(other.uri), []);
});
