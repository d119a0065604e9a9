import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { BootRequest } from "../../../server/src/protocol.ts";
import { withPlan } from "./benches.ts";
import { assertNothingLeft, type Bench, flowTest } from "./host.ts";
import { HostProcess } from "./host-process.ts";

const vsock = (port: string): string => `${port}-facb-11e6-bd58-64006a7986d3`;
const services = { gcs: vsock("40000000"), log: vsock("0000006d"), entropy: vsock("00000001") };

/** The bench with a Linux guest, which is what its document boots. */
function withLinux(bench: Bench, policy: string | undefined): Bench {
  const { gcs } = bench.request.plan;
  if (gcs === null) return assert.fail();
  const machine =
    policy === undefined
      ? { Chipset: { LinuxKernelDirect: { KernelFilePath: path.join(bench.folder, "boot", "kernel") } } }
      : {
          GuestState: { GuestStateFileType: "FileMode" },
          SecuritySettings: { Isolation: { IsolationType: "SecureNestedPaging", LaunchData: "AA==" } },
        };
  const document = { Owner: "test", SchemaVersion: { Major: 2, Minor: 1 }, VirtualMachine: machine };
  const { policy: _windows, ...others } = gcs;
  return withPlan(bench, {
    platform: "lcow",
    confidential: policy !== undefined,
    document: JSON.stringify(document),
    grants: [],
    copies: [],
    preserve: [],
    consolePipe: null,
    gcs: { ...others, services, ...(policy === undefined ? {} : { policy }) },
  });
}

const logged = ({ plan, recordFolder }: BootRequest): string =>
  readFileSync(path.join(recordFolder, `${plan.id}_boot.jsonl`), "utf8");

for (const [name, policy, phases] of [
  ["a Linux guest", undefined, "starting accepting negotiating configuring running"],
  ["a confidential Linux guest", "cGFja2FnZSBwb2xpY3kK", "starting accepting negotiating configuring policy running"],
] as const) {
  flowTest(`${name} gets its entropy, sends its log, and runs commands and a shell`, {}, async (bench, context) => {
    const linux = withLinux(bench, policy);
    const boot = linux.request;
    const log = path.join(bench.folder, "double.log");
    const host = await HostProcess.start(context, bench.double, { HCSD_DELAY_MS: "0", HCSD_LOG: log });
    const booted = host.ask({ type: "boot", boot });
    await Promise.race([host.phase("running"), booted]);

    const shell = ["/bin/sh", "-c", "echo hi there&err oops&exit 3"];
    const started = await host.ask({ type: "execute", process: 1, arguments: shell, terminal: null });
    assert.ok(started.ok, JSON.stringify(started));
    const exit = await host.until((events) => events.find((event) => event.type === "exit" && event.process === 1));
    assert.deepEqual(exit, { type: "exit", process: 1, code: 3, error: null });
    assert.match(host.output(1, "stdout"), /^hi there\s/);
    assert.match(host.output(1, "stderr"), /^oops\s/);

    const terminal = { rows: 25, columns: 80 };
    await host.ask({ type: "execute", process: 2, arguments: ["/bin/sh"], terminal });
    await host.until(() => host.output(2, "stdout").includes("# ") || undefined);
    await host.ask({ type: "input", process: 2, data: Buffer.from("size\rexit 5\r").toString("base64") });
    await host.until((events) => events.find((event) => event.type === "exit" && event.process === 2));
    assert.match(host.output(2, "stdout"), /80x25/);
    await host.until((events) => events.find(({ type }) => type === "guestLog"));

    await host.ask({ type: "terminate" });
    const reply = await booted;
    assert.ok(reply.ok && JSON.stringify(reply.value).includes('"outcome":"ended"'), JSON.stringify(reply));
    host.disconnect();
    assert.equal(await host.exited, 0);
    const came = host.events.flatMap((event) => (event.type === "phase" ? [event.phase] : [])).join(" ");
    assert.ok(came.includes(phases), came);
    assert.match(readFileSync(log, "utf8"), /"entropy":512\b/);
    assert.match(logged(boot), /"event":"guest".*log forwarding started/);
    await assertNothingLeft(linux);
  });
}

flowTest("a Linux guest that never comes is missed while it is waited for", {}, async (bench, context) => {
  const { request } = withLinux(bench, undefined);
  const boot = { ...request, timeouts: { ...request.timeouts, connection: 300 } };
  const host = await HostProcess.start(context, bench.double, { HCSD_DELAY_MS: "0", HCSD_GUEST: "never" });
  const reply = await host.ask({ type: "boot", boot });
  assert.match(JSON.stringify(reply), /"phase":"accepting"/);
  host.disconnect();
  await host.exited;
});
