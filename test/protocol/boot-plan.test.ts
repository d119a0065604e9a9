import assert from "node:assert/strict";
import { test } from "node:test";
import type { BootPlanParams, BootPlanResult, BootSource, SandboxSummary } from "../../server/src/protocol.ts";
import { Editor } from "./support/editor.ts";
import { goodPod, podWith } from "./support/specs.ts";
import { type TestClient, withClient } from "./support/test-client.ts";

function plan(client: TestClient, source: BootSource, more: Partial<BootPlanParams> = {}): Promise<BootPlanResult> {
  const run = { suffix: "0a1b2c", runFolder: "C:\\run", scratchVhd: "", machine: { kind: "windows" } as const };
  return client.connection.sendRequest("confidentialPods/bootPlan", { source, ...run, ...more });
}

function planned(result: BootPlanResult): Extract<BootPlanResult, { kind: "planned" }> {
  assert.equal(result.kind, "planned", JSON.stringify(result));
  return result.kind === "planned" ? result : assert.fail();
}

test(
  "a sandbox is planned with an identifier of its own, in its own folder",
  withClient({}, async (client) => {
    const { uri } = await Editor.open(client, goodPod);
    const sandboxes: readonly SandboxSummary[] = await client.connection.sendRequest("confidentialPods/sandboxes", {
      uri,
    });
    assert.equal(sandboxes.length, 1);
    assert.match(sandboxes[0]?.summary ?? "", /^Confidential WCOW/);
    const {
      plan: boot,
      isolation,
      newScratch,
      name,
    } = planned(await plan(client, { kind: "sandbox", uri, sandboxIndex: 0 }));
    assert.equal(boot.error, null);
    assert.equal(boot.id, `${name}-0a1b2c@vm`);
    assert.equal(isolation, "SecureNestedPaging");
    assert.deepEqual(newScratch, { path: "C:\\run\\sandbox.vhdx", sizeInBytes: 40 * 2 ** 30 });
    assert.equal(boot.diskIdentifier?.path, newScratch?.path);
    assert.deepEqual(
      boot.copies.map(({ to }) => to).filter((to) => !to.startsWith("C:\\run\\")),
      [],
    );
    const document = JSON.parse(boot.document ?? "");
    assert.equal(document.VirtualMachine.GuestState.GuestStateFilePath, "C:\\run\\cwcow.snp.vmgs");
  }),
);

test(
  "findings come with the plan, of the document that is booted only",
  withClient({}, async (client) => {
    const { uri } = await Editor.open(client, [goodPod, podWith('"4GB"')].join("---\n"));
    const of = async (sandboxIndex: number): Promise<readonly string[]> =>
      planned(await plan(client, { kind: "sandbox", uri, sandboxIndex })).findings.map(({ code }) => code);
    assert.deepEqual(await of(0), []);
    assert.deepEqual(await of(1), ["value-unparsable"]);
    const { kind } = await plan(client, { kind: "sandbox", uri, sandboxIndex: 2 });
    assert.equal(kind, "problem");
  }),
);

const files = {
  folder: "/home/me/boot",
  isolationType: "VirtualizationBasedSecurity",
  disableSecureBoot: false,
  writableEfi: true,
  debugDataPath: "/home/me/debug",
};

test(
  "boot files alone are planned on a machine that is not Windows, with a console of their own",
  withClient({}, async (client) => {
    const machine = { kind: "posix", drivesFolder: "/mnt", pipePrefix: "/tmp/u-" } as const;
    const result = await plan(client, { kind: "boot-files", files }, { runFolder: "/home/me/run", machine });
    const { plan: boot, newScratch, debugFolder, steps } = planned(result);
    assert.equal(boot.id, "boot-0a1b2c@vm");
    assert.equal(boot.consolePipe, "/tmp/u-boot-0a1b2c@vm");
    assert.equal(newScratch?.path, "/home/me/run/sandbox.vhdx");
    assert.equal(debugFolder, "/home/me/debug");
    assert.deepEqual(
      boot.copies.map(({ from, to }) => `${from} ${to}`),
      ["/home/me/boot/cwcow.vbs.vmgs /home/me/run/cwcow.vbs.vmgs", "/home/me/boot/boot.vhd /home/me/run/boot.vhd"],
    );
    assert.doesNotMatch(boot.document ?? "", /"Path":"[^/]/);
    assert.ok(steps.some(({ what }) => what === "preserve"));
    assert.ok(boot.deviations.some((deviation) => deviation.includes("own pipe")));
  }),
);

test(
  "what is no request is answered with a sentence",
  withClient({}, async (client) => {
    for (const params of [null, 7, { source: { kind: "sandbox" } }, { source: { kind: "boot-files" } }]) {
      const result: BootPlanResult = await client.connection.sendRequest("confidentialPods/bootPlan", params);
      assert.equal(result.kind, "problem");
    }
    assert.deepEqual(await client.connection.sendRequest("confidentialPods/sandboxes", { uri: 1 }), []);
  }),
);
