import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { TestContext } from "node:test";
import { HostProcesses, type LastingHost } from "../../../../client/src/boot/host-process/host-module.ts";
import { BootSession } from "../../../../client/src/boot/session/boot-session.ts";
import { findHostedRuns, plannedOf } from "../../../../client/src/boot/session/hosted-runs.ts";
import { KnownHosts } from "../../../../client/src/boot/session/known-hosts.ts";
import type { RunRecord } from "../../../../client/src/host/record/run-record.ts";
import { assertNothingLeft, type Bench, flowTest } from "../../host-flow/host.ts";
import { bundleHost } from "../../host-flow/host-process.ts";
import { sampleBoot } from "./sample-boot.ts";
import { secretMemory } from "./secret-memory.ts";

async function startHost(
  { double, folder }: Bench,
  context: TestContext,
  graceMs?: number,
  editor?: number,
): Promise<LastingHost> {
  const set = { CONFIDENTIAL_PODS_LIBRARIES: JSON.stringify(double.libraries), HCSD_DELAY_MS: "0" };
  Object.assign(process.env, set);
  const host = await new HostProcesses(await bundleHost()).startLasting(path.join(folder, "secrets"), graceMs, editor);
  for (const name of Object.keys(set)) delete process.env[name];
  context.after(() => host.client.dispose());
  return host;
}

/** A VM that runs, and the window's side of it. */
async function running(bench: Bench, host: LastingHost): Promise<BootSession> {
  const { request } = bench;
  const session = new BootSession(host.client, { kind: "boot", planned: sampleBoot(request), request });
  // Its window goes away before its end.
  session.run().catch(() => undefined);
  await new Promise<void>((resolve) => {
    session.onDidChange(() => {
      if (session.state === "running") resolve();
    });
  });
  return session;
}

flowTest("a VM lives on when its window is gone, and the next window takes it over", {}, async (bench, context) => {
  const host = await startHost(bench, context);
  const known = new KnownHosts(secretMemory());
  await known.remember(host.address);
  const { id } = await running(bench, host);
  assert.deepEqual(readdirSync(path.join(bench.folder, "secrets")), [], "the secret is read once");
  host.client.dispose();
  // Whoever spoils the record does not take the VM from its window.
  writeFileSync(path.join(bench.request.recordFolder, `${id}_run.json`), "{");

  const [found, ...more] = await findHostedRuns(known);
  assert.deepEqual(more, []);
  assert.ok(found !== undefined);
  assert.equal(found.status.id, id);
  assert.equal(found.status.phase, "running");
  const { request } = found.status;
  const second = new BootSession(found.host, { kind: "boot", planned: plannedOf(found.status), request });
  const followed = second.follow(found.status);
  assert.equal(second.state, "running");

  const exited = new Promise<number | null>((resolve) => {
    void second.processes.start(["cmd.exe", "/c", "exit 3"], null, {
      output: () => undefined,
      exit: (code) => resolve(code),
    });
  });
  assert.equal(await exited, 3);
  await second.terminate();
  assert.equal((await followed).outcome, "ended");
  await assertNothingLeft(bench);
});

/** Lets a host go, and waits for its end: its VM is ended in order, with its disks. */
async function endsInOrder(bench: Bench, host: LastingHost): Promise<void> {
  // The client does not wait for a process that it let go.
  const waiting = setInterval(() => undefined, 1000);
  host.client.dispose();
  await host.client.closed;
  clearInterval(waiting);
  assert.ok(!existsSync(host.address.pipe), "no socket is left");
  const { plan, recordFolder } = bench.request;
  const record: RunRecord = JSON.parse(readFileSync(path.join(recordFolder, `${plan.id}_run.json`), "utf8"));
  assert.equal(record.state, "ended");
  assert.equal(record.preserved.filter(({ error }) => error === undefined).length, 2);
  await assertNothingLeft(bench);
}

flowTest("a VM whose window does not come back is ended in order, with its disks", {}, async (bench, context) => {
  const host = await startHost(bench, context, 200);
  await running(bench, host);
  await endsInOrder(bench, host);
});

flowTest("a VM whose editor is closed is not kept waiting for a window", {}, async (bench, context) => {
  const editor = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"], { stdio: "ignore" });
  context.after(() => editor.kill("SIGKILL"));
  const host = await startHost(bench, context, 3_600_000, editor.pid);
  await running(bench, host);
  editor.kill("SIGKILL");
  await endsInOrder(bench, host);
});

flowTest("a host without a VM ends with its window", {}, async (bench, context) => {
  const host = await startHost(bench, context);
  assert.equal(await host.client.ask({ type: "status" }), null);
  // The client does not wait for a process that it let go.
  const waiting = setInterval(() => undefined, 1000);
  host.client.dispose();
  await host.client.closed;
  clearInterval(waiting);
  assert.ok(!existsSync(host.address.pipe));
  const known = new KnownHosts(secretMemory());
  await known.remember(host.address);
  assert.deepEqual(await findHostedRuns(known, 0), []);
});
