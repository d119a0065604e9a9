import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { parseExact } from "../pods/uvm/plan/flatten.ts";
import { runCli } from "./support.ts";

const pod = `apiVersion: v1
kind: Pod
metadata:
  annotations:
    io.microsoft.virtualmachine.wcow.securitypolicy: cG9saWN5
    io.microsoft.virtualmachine.computetopology.processor.limit: "-1"
    io.microsoft.wcow.debug: "true"
    io.microsoft.wcow.debug_data_path: C:\\dbg
spec:
  runtimeClassName: runhcs-wcow-hypervisor
`;
const refusedPod = pod.replace("C:\\dbg", '""');
const missingFlag = "either --boot-files-path or all of --efi-vhd, --boot-cim-vhd and --vmgs-path must be provided";

interface Printed {
  readonly version: number;
  readonly files: readonly {
    readonly file: string | null;
    readonly plans: readonly {
      readonly id: string;
      readonly document: Record<string, unknown> | null;
      readonly grants: readonly { readonly path: string; readonly access: string }[];
      readonly copies: readonly { readonly from: string; readonly to: string }[];
      readonly preserve: readonly { readonly from: string; readonly to: string }[];
      readonly error: string | null;
    }[];
  }[];
}

// The shape that the command promises.
const parse = (out: string) => parseExact(out) as Printed;

const planPod = (args: readonly string[] = [], input = pod) =>
  runCli(["plan", "-", "--stdin-filename", "pod.yaml", "--host-processors", "8", ...args], ".", input);
const planCwcow = (...args: readonly string[]) =>
  runCli(["plan", "--cwcow", "--scratch-vhd", "C:\\s.vhdx", "--isolation-type", "SNP", ...args]);

test("JSON has the plans of every file, numbers in full", async () => {
  const { code, out, err } = await planPod(["--format", "json"], [pod, pod].join("---\n"));
  assert.deepEqual([code, err], [0, ""]);
  assert.match(out, /"Limit": 18446744073709551615/);
  const { version, files } = parse(out);
  assert.equal(version, 1);
  assert.deepEqual([files.length, files[0]?.file, files[0]?.plans.length], [1, "pod.yaml", 2]);
  const plan = files[0]?.plans[0];
  assert.equal(plan?.error, null);
  assert.equal(plan?.document?.["Owner"], "containerd-shim-runhcs-v1.exe");
  assert.deepEqual(plan?.grants[0], { path: "C:\\snap\\cwcow.snp.vmgs", access: "vm" });
  assert.deepEqual(plan?.preserve[0], { from: "C:\\snap\\sandbox.vhdx", to: "C:\\dbg\\pod0@vm_sandbox.vhdx" });
});

test("the conditions of the shim can be named", async () => {
  const names = ["--id", "p1@vm", "--owner", "shim.exe", "--shim-dir", "D:\\cp"];
  const folders = ["--bundle", "D:\\bundle", "--scratch-vhd", "D:\\7\\sandbox.vhdx"];
  const { out } = await planPod(["--format", "json", ...names, ...folders]);
  const plan = parse(out).files[0]?.plans[0];
  assert.equal(plan?.id, "p1@vm");
  assert.equal(plan?.document?.["Owner"], "shim.exe");
  assert.deepEqual(
    plan?.copies.map(({ from, to }) => [from, to]),
    [["D:\\cp\\WindowsBootFiles\\confidential\\cwcow.snp.vmgs", "D:\\7\\cwcow.snp.vmgs"]],
  );
  assert.equal(plan?.grants.at(-1)?.path, "D:\\bundle\\EmptyDoNotModify");
  assert.equal(plan?.preserve[0]?.to, "C:\\dbg\\p1@vm_sandbox.vhdx");
});

test("the text is the plan in its order, then the document", async () => {
  const { code, out } = await planPod();
  assert.equal(code, 0);
  const [head, first] = out.split("\n");
  assert.equal(head, "pod.yaml: Confidential WCOW · SecureNestedPaging · 2048 MB · 2 CPUs · debug → C:\\dbg");
  assert.equal(first, "  compute system  pod0@vm, owner containerd-shim-runhcs-v1.exe");
  assert.match(out, / {2}preserve {8}C:\\snap\\sandbox\.vhdx → C:\\dbg\\pod0@vm_sandbox\.vhdx\n/);
  assert.match(out, /\n\{\n {2}"Owner": "containerd-shim-runhcs-v1\.exe",\n[\s\S]*\n\}\n$/);
});

test("a sandbox that gets no VM fails the command", async () => {
  const { code, out } = await planPod(["--format", "json"], refusedPod);
  assert.equal(code, 1);
  const plan = parse(out).files[0]?.plans[0];
  assert.match(plan?.error ?? "", /^"io\.microsoft\.wcow\.debug_data_path" must be set to a non-empty path/);
  assert.deepEqual([plan?.document, plan?.grants, plan?.copies, plan?.preserve], [null, [], [], []]);
});

test("where there is no sandbox, that is said", async () => {
  const { code, out, err } = await runCli(["plan", "-"], ".", "kind: ConfigMap\n");
  assert.deepEqual([code, out, err], [0, "", "confidential-pods: there is no sandbox in '<stdin>'.\n"]);
});

test("uvmboot's flags make one plan without a file", async () => {
  const { code, out, err } = await planCwcow("--boot-files-path", "C:\\boot", "-cpus=4", "--format", "json");
  assert.deepEqual([code, err], [0, ""]);
  const [file, ...more] = parse(out).files;
  assert.deepEqual([file?.file, file?.plans.length, more], [null, 1, []]);
  assert.deepEqual([file?.plans[0]?.id, file?.plans[0]?.document?.["Owner"]], ["uvmboot-0", "uvmboot.exe"]);
  assert.match(out, /"Count": 4/);
});

test("what uvmboot refuses fails the command, which uvmboot does not", async () => {
  const { code, out } = await planCwcow("--format", "json");
  assert.equal(code, 1);
  assert.equal(parse(out).files[0]?.plans[0]?.error, missingFlag);
});

const refusedFlags: readonly (readonly [flags: readonly string[], error: string])[] = [
  [[], 'Required flags "scratch-vhd, isolation-type" not set'],
  [["--scratch-vhd", "x"], 'Required flag "isolation-type" not set'],
  [["--writable-efi=yes", "--scratch-vhd", "x"], 'invalid boolean value "yes" for -writable-efi: parse error'],
  [["--cpus", "two"], 'invalid value "two" for flag -cpus: parse error'],
];
for (const [flags, error] of refusedFlags) {
  test(`flags that uvmboot refuses make no VM: ${error}`, async () => {
    const { code, out } = await runCli(["plan", "--cwcow", ...flags, "--format", "json"]);
    assert.equal(code, 1);
    const plan = parse(out).files[0]?.plans[0];
    assert.deepEqual([plan?.error, plan?.document], [error, null]);
  });
}

test("a listing of the host decides what a Linux VM starts from, and finds what is missing", async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "plan-"));
  t.after(() => rmSync(folder, { recursive: true }));
  // As PowerShell's redirection writes it.
  writeFileSync(path.join(folder, "list.txt"), "\ufeffC:\\Boot\\rootfs.vhd\r\nC:\\boot\\vmlinux\r\n", "utf16le");
  const annotations = {
    "io.microsoft.virtualmachine.bootfilesrootpath": "c:/boot",
    "io.microsoft.virtualmachine.dump-directory-path": "C:\\boot\\.\\x\\..",
  };
  const spec = JSON.stringify({ metadata: { name: "p", namespace: "d", uid: "u" }, annotations, linux: {} });
  writeFileSync(path.join(folder, "sandbox.json"), spec);
  const lcow = await runCli(["plan", "sandbox.json", "--platform", "lcow", "--host-files", "list.txt"], folder);
  assert.match(lcow.out, /"KernelFilePath": "c:\\\\boot\\\\vmlinux"/i);
  assert.match(lcow.out, /"HostPath": "c:\\\\boot\\\\rootfs\.vhd"/i);
  const flags = ["--scratch-vhd", "C:\\s.vhdx", "--isolation-type", "VBS", "--boot-files-path", "C:\\boot"];
  const cwcow = await runCli(["plan", "--cwcow", ...flags, "--host-files", "list.txt"], folder);
  assert.equal(cwcow.code, 1);
  assert.match(cwcow.out, /failed to grant vm access to guest state file/);
  const confidential = { ...annotations, "io.microsoft.virtualmachine.wcow.securitypolicy": "cG9saWN5" };
  writeFileSync(
    path.join(folder, "pod.json"),
    JSON.stringify({ kind: "Pod", metadata: { annotations: confidential } }),
  );
  const pod = await runCli(["plan", "pod.json", "--host-files", "list.txt"], folder);
  assert.equal(pod.code, 1);
  assert.match(pod.out, /failed to make a copy of VMGS/);
});

test("a Linux VM's guest state is refused beside a root file system, before its file is looked for", async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "plan-"));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, "list.txt"), "C:\\boot\\kernel\n");
  const annotations = { "io.microsoft.virtualmachine.lcow.gueststatefile": "missing.vmgs" };
  const spec = JSON.stringify({ metadata: { name: "p", namespace: "d", uid: "u" }, annotations, linux: {} });
  writeFileSync(path.join(folder, "sandbox.json"), spec);
  const { out } = await runCli(["plan", "sandbox.json", "--platform", "lcow", "--host-files", "list.txt"], folder);
  assert.match(out, /specifying a PreferredRootFSType is incompatible with SNP mode/);
});

const wrong: readonly (readonly [args: readonly string[], message: RegExp])[] = [
  [["plan"], /plan needs a path, '-' for standard input, or --cwcow/],
  [["plan", "-", "--format", "yaml"], /--format takes text, json; not 'yaml'/],
  [["plan", "-", "--bundle", ""], /--bundle cannot be empty/],
  [["plan", "-", "--host-files", "nowhere.txt"], /--host-files cannot be read/],
  [["plan", "--cwcow", "--scratch"], /flag provided but not defined: -scratch/],
  [["plan", "--cwcow", "--format", "xml", "--scratch-vhd=x", "--isolation-type=y"], /--format takes text, json/],
];
for (const [args, message] of wrong) {
  test(`wrong: ${args.join(" ")}`, async () => {
    const { code, out, err } = await runCli(args);
    assert.deepEqual([code, out], [2, ""]);
    assert.match(err, message);
  });
}

test("the help names both ways", async () => {
  const { code, out } = await runCli(["plan", "--help"]);
  assert.equal(code, 0);
  assert.match(out, /plan PATH[\s\S]*plan --cwcow[\s\S]*--host-processors/);
});
