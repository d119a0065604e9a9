import assert from "node:assert/strict";
import { ConfigurationTarget, DiagnosticSeverity, workspace } from "vscode";
import { codeOf, findingsUntil, open, sample } from "./support/documents.ts";
import { test } from "./support/runner.ts";

/** Changes one setting of the workspace for the length of `body`. */
async function withSetting(name: string, value: unknown, body: () => Promise<void>): Promise<void> {
  const settings = workspace.getConfiguration("confidentialPods");
  await settings.update(name, value, ConfigurationTarget.Workspace);
  try {
    await body();
  } finally {
    await settings.update(name, undefined, ConfigurationTarget.Workspace);
  }
}

test("validation can be switched off and on without a reload", async () => {
  const { uri } = await open(sample("crictl/container.json"));
  const before = await findingsUntil(uri, ({ length }) => length > 0);
  await withSetting("validate.enable", false, async () => {
    await findingsUntil(uri, ({ length }) => length === 0);
  });
  const after = await findingsUntil(uri, ({ length }) => length > 0);
  assert.deepEqual(after.map(codeOf), before.map(codeOf));
});

test("the severity of a rule follows the settings", async () => {
  const { uri } = await open(sample("crictl/container.json"));
  const [first] = await findingsUntil(uri, ({ length }) => length > 0);
  assert.ok(first);
  const code = codeOf(first);
  await withSetting("rules", { [code]: "hint" }, async () => {
    await findingsUntil(uri, (found) =>
      found.some((finding) => codeOf(finding) === code && finding.severity === DiagnosticSeverity.Hint),
    );
  });
  await withSetting("rules", { [code]: "off" }, async () => {
    await findingsUntil(uri, (found) => !found.some((finding) => codeOf(finding) === code));
  });
});
