import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { TestContext } from "node:test";
import { dialUntil } from "../../../../client/src/boot/host-process/elevated-host.ts";
import { forkHost } from "../../../../client/src/boot/host-process/fork-link.ts";
import { HostClient } from "../../../../client/src/boot/host-process/host-client.ts";
import { dialHost, type PipeAddress } from "../../../../client/src/boot/host-process/pipe-link.ts";
import { BootSession } from "../../../../client/src/boot/session/boot-session.ts";
import { findHostedRuns, plannedOf } from "../../../../client/src/boot/session/hosted-runs.ts";
import { KnownHosts } from "../../../../client/src/boot/session/known-hosts.ts";
import type { RunStatus } from "../../../../server/src/protocol.ts";
import { type Bench, flowTest } from "../../host-flow/host.ts";
import { bundleHost } from "../../host-flow/host-process.ts";
import { sampleBoot } from "./sample-boot.ts";
import { secretMemory } from "./secret-memory.ts";

const secret = "0123456789abcdef0123456789abcdef";

/** A host on a pipe, as the script starts an elevated one. */
async function hostOnPipe({ folder }: Bench, context: TestContext): Promise<PipeAddress> {
  const name = `host-${process.pid}-${path.basename(folder)}`;
  const pipe = process.platform === "win32" ? `\\\\.\\pipe\\${name}` : path.join(folder, "host");
  const secretFile = path.join(folder, "secret");
  writeFileSync(secretFile, secret);
  const args = [await bundleHost(), "--pipe", pipe, "--secret", secretFile, "--grace", "3600000"];
  const child = spawn(process.execPath, args, { stdio: "ignore" });
  context.after(() => child.kill("SIGKILL"));
  return { pipe, secret };
}

flowTest("a host on a pipe serves whoever knows its secret", {}, async (bench, context) => {
  const address = await hostOnPipe(bench, context);
  const host = new HostClient(await dialUntil(address, 10_000));
  assert.equal(host.outlivesWindow, true);
  assert.ok(!existsSync(path.join(bench.folder, "secret")), "the secret is read once");
  const stranger = await dialHost({ ...address, secret: secret.toUpperCase() });
  assert.equal(await stranger.closed, "its pipe is closed");
  const { request } = bench;
  const session = new BootSession(host, { kind: "rehearsal", planned: sampleBoot(request), request });
  assert.equal((await session.run()).outcome, "ended");
});

flowTest("a host without a run, and one that is gone, are forgotten", {}, async (bench, context) => {
  const address = await hostOnPipe(bench, context);
  (await dialUntil(address, 10_000)).close();
  const memory = secretMemory();
  const known = new KnownHosts(memory);
  await known.remember(address);
  await known.remember({ ...address, pipe: `${address.pipe}-gone` });
  assert.deepEqual(await findHostedRuns(known, 0), []);
  assert.equal(await memory.get(), "[]");
});

flowTest("a run that another window began is followed to its end", {}, async (bench, context) => {
  const set = { CONFIDENTIAL_PODS_LIBRARIES: JSON.stringify(bench.double.libraries), HCSD_GUEST: "never" };
  Object.assign(process.env, set);
  const host = new HostClient(forkHost(await bundleHost()));
  for (const name of Object.keys(set)) delete process.env[name];
  context.after(() => host.dispose());
  const request = { ...bench.request, context: { title: { name: "debug-pod", isolation: "SecureNestedPaging" } } };
  const first = new BootSession(host, { kind: "boot", planned: sampleBoot(request), request });
  const ended = first.run();
  await new Promise<void>((resolve) => {
    first.onDidChange(() => {
      if (first.phases.at(-1)?.phase === "accepting") resolve();
    });
  });
  // What the host answers is its own; a test that meets something else fails where it reads it.
  const status = (await host.ask({ type: "status" })) as RunStatus;
  const planned = plannedOf(status);
  assert.equal(planned.name, "debug-pod");
  assert.deepEqual(status.request, request);
  const subject = { planned, request: status.request, startedAt: Date.parse(status.startedAt) };
  const second = new BootSession(host, { kind: "boot", ...subject });
  const followed = second.follow(status);
  assert.equal(second.phases.at(-1)?.phase, "accepting");
  await second.terminate();
  assert.equal((await followed).outcome, "cancelled");
  assert.equal((await ended).outcome, "cancelled");
});

flowTest("a pipe of another machine is not dialled", {}, async () => {
  await assert.rejects(dialHost({ pipe: "relative", secret }), /not a pipe of this machine/);
  await assert.rejects(dialHost({ pipe: "8080", secret }), /not a pipe of this machine/);
});
