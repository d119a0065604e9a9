import assert from "node:assert/strict";
import { commands, extensions } from "vscode";
import { open, sample } from "./support/documents.ts";
import { test } from "./support/runner.ts";

const extension = extensions.getExtension("confidential-pods.confidential-pods");

test("the extension runs in the browser", async () => {
  await open(sample("kubernetes/debug-pod.yaml"));
  assert.ok(extension);
  await extension.activate();
  assert.equal(typeof process, "undefined", "there is no Node");
});

test("it has the commands that it declares, and none that needs a machine", async () => {
  const declared: readonly { readonly command: string }[] = extension?.packageJSON.contributes.commands ?? [];
  const known = (await commands.getCommands(true)).filter((id) => id.startsWith("confidentialPods."));
  const missing = declared.map(({ command }) => command).filter((id) => !known.includes(id));
  assert.deepEqual(missing, []);
  assert.deepEqual(
    known.filter((id) => id.startsWith("confidentialPods.uvm.") || id.startsWith("confidentialPods.artifacts.")),
    [],
  );
});
