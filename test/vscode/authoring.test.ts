import assert from "node:assert/strict";
import {
  type CompletionList,
  commands,
  type Hover,
  type InlayHint,
  type LocationLink,
  MarkdownString,
  Range,
  type TextDocument,
  window,
} from "vscode";
import { closeAll, open, sample } from "./support/documents.ts";
import { test } from "./support/runner.ts";

const at = (document: TextDocument, text: string) => document.positionAt(document.getText().indexOf(text));

test("completion offers hcsshim's keys with their documentation", async () => {
  await closeAll();
  const content = "apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n    io.microsoft.wcow.deb";
  const document = await open({ language: "yaml", content });
  const list = await commands.executeCommand<CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    document.positionAt(content.length),
    undefined,
    20,
  );
  const labels = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
  assert.ok(labels.includes("io.microsoft.wcow.debug"), labels.slice(0, 20).join(", "));
});

test("a hover says what a key does and what its value becomes", async () => {
  const document = await open(sample("kubernetes/lcow-pod.yaml"));
  const [, key = ""] = /^ +(io\.microsoft\.[\w.-]+):/m.exec(document.getText()) ?? [];
  const hovers = await commands.executeCommand<readonly Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    at(document, key),
  );
  const text = hovers
    .flatMap(({ contents }) => contents)
    .map((each) => (each instanceof MarkdownString ? each.value : ""));
  assert.equal(text.filter((each) => each.includes(key)).length, 1, text.join("\n---\n"));
});

test("an inlay hint shows the memory that hcsshim rounds up", async () => {
  const content = [
    "apiVersion: v1",
    "kind: Pod",
    "metadata:",
    "  annotations:",
    '    io.microsoft.virtualmachine.computetopology.memory.sizeinmb: "2047"',
    "spec:",
    "  runtimeClassName: runhcs-wcow-hypervisor",
  ].join("\n");
  const document = await open({ language: "yaml", content });
  const whole = new Range(0, 0, document.lineCount, 0);
  const hints = await commands.executeCommand<readonly InlayHint[]>(
    "vscode.executeInlayHintProvider",
    document.uri,
    whole,
  );
  const labels = hints.map(({ label }) =>
    typeof label === "string" ? label : label.map(({ value }) => value).join(""),
  );
  assert.ok(
    labels.some((label) => label.includes("2048")),
    labels.join(", "),
  );
});

test("the definition of a key is its reference page", async () => {
  const document = await open(sample("kubernetes/debug-pod.yaml"));
  const [link] = await commands.executeCommand<readonly LocationLink[]>(
    "vscode.executeDefinitionProvider",
    document.uri,
    at(document, "io.microsoft.wcow.debug_data_path"),
  );
  assert.equal(link?.targetUri.toString(), "confidential-pods-annotation:/io.microsoft.wcow.debug_data_path.md");
  assert.match((await open(link.targetUri)).getText(), /^# `io\.microsoft\.wcow\.debug_data_path`/);
});

test("a new pod spec opens with places to type over", async () => {
  await closeAll();
  await commands.executeCommand("confidentialPods.newPodSpec", "Confidential Windows pod");
  const document = window.activeTextEditor?.document;
  assert.equal(document?.languageId, "yaml");
  assert.match(document.getText(), /^apiVersion: v1\nkind: Pod\n/);
  assert.equal(
    document.getText(window.activeTextEditor?.selection),
    "confidential-pod",
    "the name is typed over first",
  );
});
