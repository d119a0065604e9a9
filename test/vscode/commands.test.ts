import assert from "node:assert/strict";
import { commands, extensions } from "vscode";
import { commandIds } from "../../client/src/infrastructure/command-map.ts";
import { findingsUntil, open, sample } from "./support/documents.ts";
import { test } from "./support/runner.ts";

test("the extension is active", () => {
  const extension = extensions.getExtension("confidential-pods.confidential-pods");
  assert.ok(extension);
  assert.equal(extension.isActive, true);
});

test("all of its commands are there", async () => {
  // A view brings commands of its own with it.
  const known = new Set(await commands.getCommands(true));
  assert.deepEqual(
    commandIds.filter((id) => !known.has(id)),
    [],
  );
});

test("findings come back after a restart of the language server", async () => {
  const { uri } = await open(sample("oci/config.json"));
  await findingsUntil(uri, ({ length }) => length > 0);
  const gone = findingsUntil(uri, ({ length }) => length === 0);
  await commands.executeCommand("confidentialPods.restartLanguageServer");
  await gone;
  await findingsUntil(uri, ({ length }) => length > 0);
});
