import assert from "node:assert/strict";
import { existsSync, truncateSync } from "node:fs";
import path from "node:path";
import type { TestContext } from "node:test";
import { forkHost } from "../../../../client/src/boot/host-process/fork-link.ts";
import { HostClient } from "../../../../client/src/boot/host-process/host-client.ts";
import { BootSession, type SessionKind } from "../../../../client/src/boot/session/boot-session.ts";
import { recoverLost } from "../../../../client/src/boot/session/recover-lost.ts";
import { type Bench, flowTest } from "../../host-flow/host.ts";
import { bundleHost } from "../../host-flow/host-process.ts";
import { sampleBoot } from "./sample-boot.ts";

/** A host as the extension starts it, with the double and its knobs in the environment. */
async function startHost(
  { double }: Pick<Bench, "double">,
  context: TestContext,
  knobs: Readonly<Record<string, string>> = {},
): Promise<HostClient> {
  const set = { CONFIDENTIAL_PODS_LIBRARIES: JSON.stringify(double.libraries), HCSD_DELAY_MS: "0", ...knobs };
  Object.assign(process.env, set);
  const host = new HostClient(forkHost(await bundleHost()));
  for (const name of Object.keys(set)) delete process.env[name];
  context.after(() => host.dispose());
  return host;
}

async function startSession(
  bench: Bench,
  context: TestContext,
  knobs: Readonly<Record<string, string>> = {},
  kind: SessionKind = "boot",
): Promise<BootSession> {
  const { request } = bench;
  const host = await startHost(bench, context, knobs);
  return new BootSession(host, { kind, planned: sampleBoot(request), request });
}

/** Resolves once the session is so. */
function until(session: BootSession, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const listening = session.onDidChange(() => {
      if (!isSo()) return;
      listening.dispose();
      resolve();
    });
  });
}

flowTest(
  "a session boots, runs processes, shows its console, and ends when it is told to",
  {},
  async (bench, context) => {
    const session = await startSession(bench, context);
    const ended = session.run();
    await until(session, () => session.state === "running");
    assert.ok(session.phases.slice(0, -1).every(({ milliseconds }) => milliseconds !== undefined));

    let output = "";
    const exited = new Promise<number | null>((resolve) => {
      void session.processes.start(["cmd.exe", "/c", "echo hello&exit 3"], null, {
        output: (data) => {
          output += data.toString("utf8");
        },
        exit: (code) => resolve(code),
      });
    });
    assert.equal(await exited, 3);
    assert.match(output, /^hello\s/);

    const typed = new Promise<void>((resolve) => {
      const listening = session.console.onData(() => {
        if (!session.console.tail.includes("typed text")) return;
        listening.dispose();
        resolve();
      });
    });
    session.typeIntoConsole("typed text\n");
    await typed;
    assert.ok(session.console.tail.includes("boot line"), "what came before it was opened is kept");

    // A process that still runs is told of the VM's end.
    const cutOff = new Promise<string | null>((resolve) => {
      void session.processes.start(
        ["cmd.exe"],
        { rows: 25, columns: 80 },
        {
          output: () => void session.terminate(),
          exit: (_, error) => resolve(error),
        },
      );
    });
    const result = await ended;
    assert.equal(result.outcome, "ended", JSON.stringify(result));
    assert.equal(session.isOver, true);
    await cutOff;
    assert.ok(!existsSync(bench.request.runFolder));
  },
);

flowTest("a refused policy is the result of a session, with the guest's words", {}, async (bench, context) => {
  const session = await startSession(bench, context, { HCSD_GUEST_FAIL: "SecurityPolicy=80004005:policy refused" });
  const { outcome, failure, wasReady } = await session.run();
  assert.deepEqual([outcome, failure?.phase, wasReady], ["failed", "policy", false]);
  assert.match(failure?.message ?? "", /policy refused/);
});

flowTest("a boot is cancelled while its guest is waited for", {}, async (bench, context) => {
  const session = await startSession(bench, context, { HCSD_GUEST: "never" });
  const ended = session.run();
  await until(session, () => session.phases.at(-1)?.phase === "accepting");
  await session.terminate();
  assert.equal((await ended).outcome, "cancelled");
  assert.equal(session.state, "cancelled");
});

flowTest("work files stay where the user wants them to", {}, async (bench, context) => {
  const kept = { ...bench, request: { ...bench.request, keepWorkFiles: true } };
  const session = await startSession(kept, context, {}, "rehearsal");
  const { outcome, problems } = await session.run();
  assert.deepEqual([outcome, problems], ["ended", []]);
  assert.ok(existsSync(bench.request.newScratch?.path ?? ""));
});

// Wine does not tell a file's holes, so it would copy all of them.
if (process.platform !== "win32")
  flowTest("a run is over before its disks are hashed, which can be stopped", {}, async (bench, context) => {
    truncateSync(path.join(bench.folder, "boot", "boot.vhd"), 64 * 2 ** 30);
    const session = await startSession(bench, context, {}, "rehearsal");
    const { preserved } = await session.run();
    assert.deepEqual(
      preserved.map(({ sha256 }) => sha256),
      [null, null],
    );
    await until(session, () => session.hashing !== undefined);
    assert.match(session.hashing?.to ?? "", /boot\.vhd$/);
    await session.stopHashing();
    assert.equal(session.isHashing, false);
    const [scratch, efi] = session.result?.preserved ?? [];
    assert.match(scratch?.sha256 ?? "", /^[0-9a-f]{64}$/);
    assert.deepEqual([efi?.sha256, efi?.sha256Reason], [null, "Its computation was called off."]);
  });

flowTest("a rehearsal says what it is", {}, async (bench, context) => {
  const session = await startSession(bench, context, {}, "rehearsal");
  const notes: string[] = [];
  session.onNote((note) => notes.push(note));
  const { outcome, wasReady } = await session.run();
  assert.deepEqual([outcome, wasReady], ["ended", false]);
  assert.ok(notes.some((note) => note.startsWith("This was a rehearsal")));
});

flowTest("what a host that died leaves is finished by another one", {}, async (bench, context) => {
  // It dies in the call itself.
  const session = await startSession(bench, context, { HCSD_DIE: "HcsStartComputeSystem" });
  const lost = await session.run();
  assert.equal(lost.failure?.code, "host-gone");
  assert.equal(lost.failure?.phase, "starting");
  const whole = await recoverLost(await startHost(bench, context), bench.request.recordFolder, lost);
  assert.match(whole.failure?.message ?? "", /host process is gone/);
  assert.equal(whole.preserved.length, 2);
  assert.ok(existsSync(whole.recordFile));
  assert.ok(!existsSync(bench.request.runFolder));
});

flowTest("a host that does not start is a failure with its reason", {}, async (bench) => {
  const host = new HostClient(forkHost(`${bench.folder}/missing.js`));
  const session = new BootSession(host, { kind: "boot", planned: sampleBoot(bench.request), request: bench.request });
  const { failure } = await session.run();
  assert.equal(failure?.code, "host-gone");
  assert.match(failure?.message ?? "", /Cannot find module/);
});
