import assert from "node:assert/strict";
import { commands, TabInputCustom, Uri, window, workspace } from "vscode";
import { test } from "./support/runner.ts";

const page = Uri.from({ scheme: "confidential-pods-rule", path: "/annotation-not-string.md" });

test("the page of a rule is a document of VS Code", async () => {
  const document = await workspace.openTextDocument(page);
  assert.match(document.getText(), /^# /m);
});

test("the rule reference opens a page rendered, in a tab", async () => {
  await commands.executeCommand("confidentialPods.openRuleReference", "annotation-not-string");
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  assert.ok(input instanceof TabInputCustom);
  assert.equal(input.uri.toString(), page.toString());
});
