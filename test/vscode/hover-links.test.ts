import assert from "node:assert/strict";
import { commands, type Hover, MarkdownString } from "vscode";
import { open } from "./support/documents.ts";
import { test } from "./support/runner.ts";

test("a hover's links start no command but the check of boot files", async () => {
  const content = [
    "apiVersion: v1",
    "kind: Pod",
    "metadata:",
    "  annotations:",
    "    io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK",
    "    io.microsoft.virtualmachine.bootfilesrootpath: 'C:\\boot (1)'",
    "spec:",
    "  runtimeClassName: runhcs-wcow-hypervisor",
  ].join("\n");
  const document = await open({ language: "yaml", content });
  const hovers = await commands.executeCommand<readonly Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    document.positionAt(content.indexOf("C:")),
  );
  const ours = hovers.flatMap(({ contents }) => contents).filter((each) => each instanceof MarkdownString);
  const check = "confidentialPods.artifacts.checkBootFiles";
  assert.deepEqual(
    ours.map(({ isTrusted }) => isTrusted),
    [{ enabledCommands: [check] }],
  );
  assert.match(ours[0]?.value ?? "", new RegExp(`\\(<command:${check}\\?`));
});
