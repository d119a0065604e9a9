import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { podWith } from "../../protocol/support/specs.ts";
import { workspaceWith } from "../../protocol/support/workspace.ts";
import { runCli } from "./support.ts";

const pod = podWith('"4096"').replace("runhcs-wcow-hypervisor", "confidential");
const classOf = (handler: string): string =>
  `apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata:\n  name: confidential\nhandler: ${handler}\n`;

const isolationIn = (out: string): unknown => JSON.parse(out).files[0].sandboxes[0].isolation;

suite("the RuntimeClasses of all inputs hold for each of them", () => {
  test("check reads one that comes behind its pods", async () => {
    const workspace = workspaceWith({ "a.yaml": pod, "z.yaml": classOf("runhcs-wcow-process") });
    const alone = await runCli(["check", "a.yaml", "--format", "json"], workspace.path);
    assert.deepEqual(JSON.parse(alone.out).summary.warnings, 0);
    const all = await runCli(["check", ".", "--format", "json"], workspace.path);
    const [first] = JSON.parse(all.out).files;
    const codes = first.findings.map(({ code }: { code: string }) => code);
    assert.deepEqual([...new Set(codes)], ["process-isolated-ignored"]);
  });

  test("resolve and plan read it, in another encoding too", async () => {
    const text = Buffer.from(`\uFEFF${classOf("runhcs-wcow-process")}`, "utf16le");
    const workspace = workspaceWith({ "a.yaml": pod, "z.yaml": text });
    const resolved = await runCli(["resolve", "."], workspace.path);
    assert.equal(isolationIn(resolved.out), "process");
    const planned = await runCli(["plan", ".", "--format", "json"], workspace.path);
    assert.equal(JSON.parse(planned.out).files[0].plans[0].error, "the pod is process-isolated: it has no utility VM");
  });

  test("one on standard input holds there", async () => {
    const { out } = await runCli(["resolve", "-"], ".", `${pod}---\n${classOf("runhcs-wcow-process")}`);
    assert.equal(isolationIn(out), "process");
  });
});
