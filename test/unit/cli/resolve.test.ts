import assert from "node:assert/strict";
import { test } from "node:test";
import { goodPod, podWith } from "../../protocol/support/specs.ts";
import { runCli } from "./support.ts";

const oci = (annotations: object, more: object = {}): string =>
  JSON.stringify({ ociVersion: "1.0.2", windows: { hyperv: {} }, annotations, ...more });

async function resolved(input: string, ...args: readonly string[]) {
  const { code, out } = await runCli(["resolve", "-", ...args], ".", input);
  assert.equal(code, 0);
  const { version, files } = JSON.parse(out);
  assert.equal(version, 1);
  return files[0].sandboxes;
}

test("a confidential Windows pod", async () => {
  const [sandbox, ...more] = await resolved(goodPod);
  assert.deepEqual(more, []);
  const { options, ...rest } = sandbox;
  assert.deepEqual(rest, {
    document: 0,
    kind: "Pod",
    platform: "wcow",
    isolation: "hypervisor",
    confidential: true,
    error: null,
    warnings: [],
  });
  assert.equal(options.MemorySizeInMB, 4096);
  assert.equal(options.IsolationType, "SecureNestedPaging");
  assert.equal(options.GuestStateFilePath, "C:\\shim\\WindowsBootFiles\\confidential\\cwcow.snp.vmgs");
});

test("documents are counted, and the shim's folder is the one that was given", async () => {
  const sandboxes = await resolved(`${goodPod}---\nkind: Service\n---\n${goodPod}`, "--shim-dir", "D:\\s");
  assert.deepEqual(
    sandboxes.map(({ document }: { document: number }) => document),
    [0, 2],
  );
  assert.equal(sandboxes[1].options.GuestStateFilePath, "D:\\s\\WindowsBootFiles\\confidential\\cwcow.snp.vmgs");
});

test("hcsshim's own error", async () => {
  const [{ error }] = await resolved(podWith('"1024"'));
  assert.equal(error, "minimum 2048MB of memory is required for confidential pods, got: 1024");
});

test("a value that hcsshim logs as unparsable", async () => {
  const key = "io.microsoft.virtualmachine.computetopology.memory.sizeinmb";
  const [{ warnings, options }] = await resolved(oci({ [key]: "lots" }), "--stdin-filename", "config.json");
  assert.deepEqual(
    warnings.map((warning: { key: string }) => warning.key),
    [key],
  );
  assert.equal(options.MemorySizeInMB, 1024);
});

test("an OCI spec's own limits; the shim clamps processors only when it builds the VM", async () => {
  const resources = { memory: { limit: 3 * 1024 ** 3 }, cpu: { count: 64 }, storage: { iops: 7 } };
  const spec = oci({}, { windows: { hyperv: {}, resources } });
  const [{ options }] = await resolved(spec, "--stdin-filename", "config.json", "--host-processors", "8");
  assert.equal(options.MemorySizeInMB, 3072);
  assert.equal(options.ProcessorCount, 64);
  assert.equal(options.StorageQoSIopsMaximum, 7);
});

test("boot files that the host has decide for a Linux pod", async () => {
  const spec = oci({ "io.microsoft.virtualmachine.bootfilesrootpath": "C:\\boot" }, { linux: {} });
  const args = ["--stdin-filename", "config.json"];
  assert.equal((await resolved(spec, ...args))[0].options.RootFSFile, "initrd.img");
  const [{ options }] = await resolved(spec, ...args, "--host-file", "c:/BOOT/rootfs.vhd");
  assert.equal(options.RootFSFile, "rootfs.vhd");
});

test("what a document leaves open is taken from the options", async () => {
  const [sandbox] = await resolved('{"metadata":{"name":"a","uid":"1"},"annotations":{}}', "--platform", "lcow");
  assert.deepEqual([sandbox.platform, sandbox.isolation], ["lcow", "hypervisor"]);
  assert.ok("KernelDirect" in sandbox.options);
});
