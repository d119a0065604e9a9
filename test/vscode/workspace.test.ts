import assert from "node:assert/strict";
import { commands } from "vscode";
import type { ValidateWorkspaceResult } from "../../server/src/protocol.ts";
import { closeAll } from "./support/documents.ts";
import { test } from "./support/runner.ts";

test("the workspace is validated, files that are not open included", async () => {
  await closeAll();
  const result = await commands.executeCommand<ValidateWorkspaceResult>("confidentialPods.validateWorkspace");
  assert.ok(result.error > 0 && result.warning > 0);
  const names = result.findings.map(({ uri }) => uri.split("/").at(-1));
  assert.ok(names.includes("broken-pod.yaml"), names.join(", "));
  assert.ok(!names.includes("service.yaml"), names.join(", "));
});
