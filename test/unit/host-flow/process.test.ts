import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { flowTest } from "./host.ts";
import { HostProcess } from "./host-process.ts";

flowTest("a booted VM runs commands and a shell", {}, async ({ request: boot, double }, context) => {
  const host = await HostProcess.start(context, double, { HCSD_DELAY_MS: "0" });
  const booted = host.ask({ type: "boot", boot });
  await host.phase("running");

  const started = await host.ask({
    type: "execute",
    process: 1,
    arguments: ["cmd.exe", "/c", "echo hi&err oops&exit 3"],
    terminal: null,
  });
  assert.ok(started.ok, JSON.stringify(started));
  const exit = await host.until((events) => events.find((event) => event.type === "exit" && event.process === 1));
  assert.deepEqual(exit, { type: "exit", process: 1, code: 3, error: null });
  assert.match(host.output(1, "stdout"), /^hi\s/);
  assert.match(host.output(1, "stderr"), /^oops\s/);

  await host.ask({ type: "execute", process: 2, arguments: ["cmd.exe"], terminal: { rows: 25, columns: 80 } });
  await host.ask({ type: "resize", process: 2, terminal: { rows: 30, columns: 100 } });
  await host.until(() => host.output(2, "stdout").includes("[resized 100x30]") || undefined);
  const typed = Buffer.from("echo from the shell\rexit 5\r").toString("base64");
  await host.ask({ type: "input", process: 2, data: typed });
  const left = await host.until((events) => events.find((event) => event.type === "exit" && event.process === 2));
  assert.deepEqual(left, { type: "exit", process: 2, code: 5, error: null });
  assert.match(host.output(2, "stdout"), /from the shell/);

  await host.ask({ type: "execute", process: 3, arguments: ["cmd.exe", "/c", "sleep 60000"], terminal: null });
  assert.ok((await host.ask({ type: "kill", process: 3 })).ok);
  const killed = await host.until((events) => events.find((event) => event.type === "exit" && event.process === 3));
  assert.deepEqual(killed, { type: "exit", process: 3, code: 1, error: null });

  await host.ask({ type: "consoleInput", data: Buffer.from("typed into COM1\n").toString("base64") });
  await host.until(
    (events) =>
      events.some(
        (event) => event.type === "console" && Buffer.from(event.data, "base64").toString().includes("typed into COM1"),
      ) || undefined,
  );
  const list = await host.ask({ type: "list" });
  assert.ok(list.ok && JSON.stringify(list.value).includes(boot.plan.id), JSON.stringify(list));

  await host.ask({ type: "terminate" });
  const reply = await booted;
  assert.ok(reply.ok);
  host.disconnect();
  assert.equal(await host.exited, 0);
});

flowTest("a flood of output arrives whole", {}, async ({ request: boot, double }, context) => {
  const host = await HostProcess.start(context, double, { HCSD_DELAY_MS: "0" });
  void host.ask({ type: "boot", boot });
  await host.phase("running");
  await host.ask({ type: "execute", process: 1, arguments: ["cmd.exe", "/c", "flood 4096"], terminal: null });
  await host.until((events) => events.find((event) => event.type === "exit"));
  assert.ok(host.output(1, "stdout").length >= 4096 * 1024);
  host.disconnect();
  await host.exited;
});

flowTest(
  "a client that goes away in the middle of a boot leaves nothing behind",
  {},
  async ({ request: boot, double, folder }, context) => {
    const host = await HostProcess.start(context, double, { HCSD_GUEST: "never" });
    void host.ask({ type: "boot", boot });
    await host.phase("accepting");
    host.disconnect();
    await host.exited;
    const record = JSON.parse(readFileSync(path.join(folder, "debug", `${boot.plan.id}_run.json`), "utf8"));
    assert.equal(record.state, "cancelled");
    assert.equal(record.preserved.length, 2);
    assert.ok(!existsSync(boot.runFolder));
  },
);

flowTest("a host takes only requests of its set, and one run", {}, async ({ request: boot, double }, context) => {
  const host = await HostProcess.start(context, double);
  for (const message of [
    { request: 100, type: "format" },
    { request: 101, type: "boot" },
    { request: 102, type: "boot", boot: { ...boot, runFolder: "relative" } },
    { request: 103, type: "input", process: "1", data: "" },
    { request: 104, type: "constructor" },
  ]) {
    const reply = await host.raw(message);
    assert.equal(reply.ok ? "taken" : reply.error.code, "bad-request", JSON.stringify(message));
  }
  const early = await host.ask({ type: "execute", process: 1, arguments: ["cmd.exe"], terminal: null });
  assert.equal(early.ok ? "taken" : early.error.code, "not-ready");
  const rehearsed = await host.ask({ type: "rehearse", boot });
  assert.ok(rehearsed.ok, JSON.stringify(rehearsed));
  const second = await host.ask({ type: "boot", boot });
  assert.equal(second.ok ? "taken" : second.error.code, "host-busy");
  host.disconnect();
  await host.exited;
});
