import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { ConfigurationTarget, commands, type TextDocument, Uri, window, workspace } from "vscode";
import { debugPod } from "../tools/sample-boot-files.ts";
import { makeBootFiles, useDouble, withKnobs } from "./support/boot-files.ts";
import { closeAll, open } from "./support/documents.ts";
import { test } from "./support/runner.ts";

interface Record {
  readonly kind: string;
  readonly state: string;
  readonly wasReady: boolean;
  readonly phases: readonly { readonly phase: string }[];
  readonly preserved: readonly { readonly to: string; readonly sha256?: string | null }[];
  readonly failure?: { readonly phase: string; readonly message: string };
}

const { boot, debug } = makeBootFiles();

const spec = debugPod("booted-pod", "SecureNestedPaging", { boot, debug });

const linuxSpec = `apiVersion: v1
kind: Pod
metadata:
  name: linux-pod
  annotations:
    io.microsoft.virtualmachine.bootfilesrootpath: '${boot}'
    io.microsoft.virtualmachine.computetopology.processor.count: "2"
spec:
  runtimeClassName: runhcs-lcow
  nodeSelector:
    kubernetes.io/os: linux
`;

let seen = new Set<string>();

/** Names of the files that came into the debug folder since the last question. */
function newFiles(): readonly string[] {
  const all = existsSync(debug) ? readdirSync(debug) : [];
  const added = all.filter((name) => !seen.has(name)).sort();
  seen = new Set(all);
  return added;
}

/** Waits for what must come; an endless wait ends with the test's time limit. */
async function until<T>(find: () => T | undefined): Promise<T> {
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    await delay(20);
  }
}

/** The record of the newest run, once its disks are hashed and nothing more is written. */
async function endedRecord(): Promise<Record> {
  return until(() => {
    const names = existsSync(debug) ? readdirSync(debug) : [];
    const name = names.find((each) => each.endsWith("_run.json") && !seen.has(each));
    const text = name === undefined ? "" : readFileSync(path.join(debug, name), "utf8");
    const record: Record | undefined = text === "" ? undefined : JSON.parse(text);
    return record?.phases.at(-1)?.phase === "closed" ? record : undefined;
  });
}

async function openPod(): Promise<TextDocument> {
  await closeAll();
  return open({ language: "yaml", content: spec });
}

test("booting where there is no HCS says so and does nothing", async () => {
  if (process.platform === "win32") return;
  const { uri } = await openPod();
  await commands.executeCommand("confidentialPods.bootSandbox", uri.toString(), 0);
  assert.ok(!existsSync(debug));
});

test("a rehearsal leaves a record and the disks, and makes no VM", async () => {
  const { uri } = await openPod();
  await commands.executeCommand("confidentialPods.uvm.rehearse", uri.toString(), 0);
  const record = await endedRecord();
  assert.equal(record.kind, "rehearsal");
  assert.equal(record.state, "ended", JSON.stringify(record.failure));
  assert.equal(newFiles().filter((name) => /_(sandbox\.vhdx|boot\.vhd)$/.test(name)).length, 2);
});

test("the boot plan is shown as text, with the document as it will be sent", async () => {
  const { uri } = await openPod();
  await commands.executeCommand("confidentialPods.uvm.showPlan", uri.toString(), 0);
  const text = window.activeTextEditor?.document.getText() ?? "";
  assert.match(text, /^\/\/ preserve .*_sandbox\.vhdx$/m);
  assert.match(text, /"IsolationType": "SecureNestedPaging"/);
});

test("a UVM boots from its spec, runs commands, and leaves its disks and record when it is terminated", async () => {
  if (useDouble() !== undefined) return;
  const { uri } = await openPod();
  await commands.executeCommand("confidentialPods.bootSandbox", uri.toString(), 0);
  await commands.executeCommand("confidentialPods.uvm.run", undefined, "echo from the guest");
  await commands.executeCommand("confidentialPods.uvm.shell");
  await commands.executeCommand("confidentialPods.uvm.showConsole");
  assert.deepEqual(
    window.terminals.map(({ name }) => name),
    ["booted-pod: echo from the guest", "booted-pod shell", "booted-pod COM1"],
  );
  await commands.executeCommand("confidentialPods.uvm.showProperties");
  assert.match(window.activeTextEditor?.document.getText() ?? "", /"RuntimeId": "[0-9a-f-]{36}"/);
  await commands.executeCommand("confidentialPods.uvm.terminate");
  const record = await endedRecord();
  assert.equal(record.state, "ended", JSON.stringify(record.failure));
  assert.equal(record.wasReady, true);
  assert.ok(record.phases.some(({ phase }) => phase === "policy"));
  assert.deepEqual(
    record.preserved.map(({ to, sha256 }) => [path.dirname(to), sha256?.length]),
    [
      [debug, 64],
      [debug, 64],
    ],
  );
  assert.ok(newFiles().some((name) => name.endsWith("_boot.jsonl")));
  for (const terminal of window.terminals) terminal.dispose();
});

test("a guest that refuses its policy fails the boot with that reason", async () => {
  if (useDouble() !== undefined) return;
  const { uri } = await openPod();
  await withKnobs({ HCSD_GUEST_FAIL: "SecurityPolicy=80004005:policy refused" }, async () => {
    await commands.executeCommand("confidentialPods.bootSandbox", uri.toString(), 0);
    const record = await endedRecord();
    assert.equal(record.state, "failed");
    assert.equal(record.failure?.phase, "policy");
    assert.match(record.failure?.message ?? "", /policy refused.*compare it with the launch data/s);
    assert.equal(record.preserved.length, 2);
  });
  newFiles();
});

test("a call of HCS that fails is named with its HRESULT, and what to do", async () => {
  if (useDouble() !== undefined) return;
  const { uri } = await openPod();
  await withKnobs({ HCSD_FAIL_RESULT: "HcsStartComputeSystem=80370102" }, async () => {
    await commands.executeCommand("confidentialPods.bootSandbox", uri.toString(), 0);
    const { state, failure } = await endedRecord();
    assert.equal(state, "failed");
    assert.equal(failure?.phase, "starting");
    assert.match(failure?.message ?? "", /0x80370102 \(HCS_E_HYPERV_NOT_INSTALLED\).*Turn on the Hyper-V feature/s);
  });
  newFiles();
});

test("a Linux pod boots, and runs commands in its own way", async () => {
  if (useDouble() !== undefined) return;
  await closeAll();
  const settings = workspace.getConfiguration("confidentialPods");
  await settings.update("boot.debugFolder", debug, ConfigurationTarget.Global);
  const { uri } = await open({ language: "yaml", content: linuxSpec });
  await commands.executeCommand("confidentialPods.bootSandbox", uri.toString(), 0);
  await commands.executeCommand("confidentialPods.uvm.run", undefined, "exit 7");
  await commands.executeCommand("confidentialPods.uvm.terminate");
  const record = await endedRecord();
  assert.equal(record.state, "ended", JSON.stringify(record.failure));
  assert.equal(record.wasReady, true);
  assert.deepEqual(record.preserved, []);
  await settings.update("boot.debugFolder", undefined, ConfigurationTarget.Global);
  for (const terminal of window.terminals) terminal.dispose();
  newFiles();
});

test("missing boot files are found before anything is made", async () => {
  if (useDouble() !== undefined) return;
  await closeAll();
  const { uri } = await open({ language: "yaml", content: spec.replace(boot, `${boot}-elsewhere`) });
  await commands.executeCommand("confidentialPods.bootSandbox", uri.toString(), 0);
  assert.deepEqual(newFiles(), []);
  await commands.executeCommand("confidentialPods.uvm.preflight", uri.toString(), 0);
  const shown = Uri.from({ scheme: "confidential-pods-boot", path: "/Preflight booted-pod.md" });
  const page = await workspace.openTextDocument(shown);
  assert.match(page.getText(), /\*\*failed\*\* \| boot.vhd \|.*is missing/);
});

test("every HRESULT is explained inside VS Code, where the package's page has none", async () => {
  await commands.executeCommand("confidentialPods.uvm.troubleshoot");
  const shown = Uri.from({ scheme: "confidential-pods-boot", path: "/Troubleshooting.md" });
  const text = (await workspace.openTextDocument(shown)).getText();
  assert.match(text, /^# When a UVM does not boot$/m);
  assert.equal(text.split("## Every HRESULT").length, 2);
  assert.match(text, /^\| `0x80370114` \| HCS_E_SERVICE_NOT_AVAILABLE \| .* Hyper-V feature /m);
  assert.doesNotMatch(text, /\]\(artifacts\.md/);
  await closeAll();
});

test("the host tests itself and writes a report", async () => {
  if (useDouble() !== undefined) return;
  await withKnobs({ HCSD_GUEST: "never" }, async () => {
    await commands.executeCommand("confidentialPods.uvm.selfTest");
  });
  const report = await until(() => workspace.textDocuments.find(({ fileName }) => fileName.includes("self-test-")));
  assert.match(report.getText(), /^\*\*Passed\.\*\*/m);
  assert.match(report.getText(), /^\| HcsGrantVmAccess \| 0x00000000 \| /m);
  assert.match(report.getText(), /^- Disk: .* preserved, which take /m);
  await closeAll();
});
