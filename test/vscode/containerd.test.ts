import assert from "node:assert/strict";
import { type CodeAction, commands, Range, workspace } from "vscode";
import { closeAll, codeOf, findingsUntil, open, sample } from "./support/documents.ts";
import { test } from "./support/runner.ts";

const file = sample("node/config.toml");
const config = (options: string): string =>
  [
    "version = 3",
    "[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runhcs-wcow-hypervisor]",
    "  runtime_type = 'io.containerd.runhcs.v1'",
    "  [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runhcs-wcow-hypervisor.options]",
    "    SandboxIsolation = 1",
    `    ${options}`,
    "",
  ].join("\n");
const pod = [
  "apiVersion: v1",
  "kind: Pod",
  "metadata:",
  "  annotations:",
  "    io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK",
  // A finding under any configuration, which tells that there was time to find them.
  '    io.microsoft.virtualmachine.wcow.no_secure_boot: "yes"',
  "spec:",
  "  runtimeClassName: runhcs-wcow-hypervisor",
  "",
].join("\n");

const refused = (found: readonly { readonly message: string }[]): boolean =>
  found.some(({ message }) => message.includes("VmMemorySizeInMb of runtime handler runhcs-wcow-hypervisor"));

const write = (text: string): PromiseLike<void> => workspace.fs.writeFile(file, new TextEncoder().encode(text));

test("a containerd configuration of the workspace counts, is checked, and is mended by a quick fix", async () => {
  await closeAll();
  await write(config("VmMemorySizeInMb = 1024"));
  try {
    const spec = await open({ language: "yaml", content: pod });
    await findingsUntil(spec.uri, refused);
    const toml = await open(file);
    const [finding] = await findingsUntil(toml.uri, ({ length }) => length > 0);
    assert.equal(finding && codeOf(finding), "containerd-memory-below-floor");
    const actions = await commands.executeCommand<readonly CodeAction[]>(
      "vscode.executeCodeActionProvider",
      toml.uri,
      finding?.range ?? new Range(0, 0, 0, 0),
    );
    const fix = actions.find(({ title }) => title === "Write 2048");
    assert.ok(fix?.edit, actions.map(({ title }) => title).join(", "));
    assert.ok(await workspace.applyEdit(fix.edit));
    await findingsUntil(spec.uri, (found) => !refused(found));
    assert.equal(toml.getText(), config("VmMemorySizeInMb = 2048"));
  } finally {
    await closeAll();
    await workspace.fs.delete(file);
  }
  const again = await open({ language: "yaml", content: pod });
  await findingsUntil(again.uri, (found) => found.length > 0 && !refused(found));
});
