import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { TestContext } from "node:test";
import { dialUntil } from "../../../client/src/boot/host-process/elevated-host.ts";
import type { HostLink } from "../../../client/src/boot/host-process/host-link.ts";
import { dialHost, type PipeAddress } from "../../../client/src/boot/host-process/pipe-link.ts";
import type { HostReply } from "../../../server/src/protocol.ts";
import { type Bench, flowTest } from "./host.ts";
import { bundleHost } from "./host-process.ts";

const secret = "fedcba9876543210fedcba9876543210";

/** A grace time that no machine is too slow for. */
const anHour = 3_600_000;

interface Started {
  readonly address: PipeAddress;
  readonly secretFile: string;
  readonly exited: Promise<number | null>;
}

/** A host on a pipe, as the script starts an elevated one, with an environment that points to the double. */
async function start({ folder, double }: Bench, context: TestContext, text = secret, grace = anHour): Promise<Started> {
  const name = `pipe-${process.pid}-${path.basename(folder)}`;
  const pipe = process.platform === "win32" ? `\\\\.\\pipe\\${name}` : path.join(folder, "pipe");
  const secretFile = path.join(folder, "secret");
  writeFileSync(secretFile, text);
  const env = { ...process.env, CONFIDENTIAL_PODS_LIBRARIES: JSON.stringify(double.libraries) };
  // Elsewhere pipes are files, whose permissions are their user's.
  const user = process.platform === "win32" ? ["--user", "S-1-5-21-1-2-3-1001"] : [];
  const args = [await bundleHost(), "--pipe", pipe, "--secret", secretFile, "--grace", `${grace}`, ...user];
  const child = spawn(process.execPath, args, { env, stdio: "ignore" });
  context.after(() => child.kill("SIGKILL"));
  const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  return { address: { pipe, secret }, secretFile, exited };
}

const isReply = (message: unknown): message is HostReply =>
  typeof message === "object" && message !== null && "type" in message && message.type === "reply";

/** Sends messages of any kind, and collects the replies to them by their numbers. */
function asking(
  link: HostLink,
): (message: { readonly request: number; readonly [name: string]: unknown }) => Promise<HostReply> {
  const waiting = new Map<number, (reply: HostReply) => void>();
  link.receive((message) => {
    if (isReply(message)) waiting.get(message.request)?.(message);
  });
  return (message) => {
    const reply = new Promise<HostReply>((resolve) => waiting.set(message.request, resolve));
    link.send(message);
    return reply;
  };
}

const codeOf = (reply: HostReply): string => (reply.ok ? "taken" : reply.error.code);

flowTest("every request on the pipe is validated", {}, async (bench, context) => {
  const { address, secretFile } = await start(bench, context);
  const link = await dialUntil(address, 10_000);
  assert.ok(!existsSync(secretFile), "the secret is read once");
  const ask = asking(link);
  const { request: boot } = bench;
  const copy = { from: "/a", to: "../../escape", overwrite: true, why: "x" };
  const refused: readonly Readonly<Record<string, unknown>>[] = [
    { type: "spawn", program: "cmd.exe" },
    { type: "__proto__" },
    { type: ["boot"], boot },
    { type: "boot" },
    { type: "boot", boot: { ...boot, recordFolder: "records" } },
    { type: "boot", boot: { ...boot, plan: { ...boot.plan, copies: [copy] } } },
    { type: "boot", boot: { ...boot, timeouts: { create: -1 } } },
    { type: "rehearse", boot: { ...boot, plan: { ...boot.plan, gcs: { services: { gcs: "x" } } } } },
    { type: "preflight", boot: null },
    { type: "execute", process: 1, arguments: [1], terminal: null },
    { type: "input", process: 1, data: "x".repeat(2 ** 21) },
    { type: "resize", process: 1, terminal: { rows: 70_000, columns: 1 } },
    { type: "recover", recordFolder: "relative", ids: [] },
    // Records of a folder would tell an administrator's process what to remove.
    { type: "recover", recordFolder: boot.recordFolder, ids: [boot.plan.id] },
  ];
  for (const [index, message] of refused.entries()) {
    assert.equal(
      codeOf(await ask({ ...message, request: index })),
      "bad-request",
      JSON.stringify(message).slice(0, 80),
    );
  }
  assert.equal(
    codeOf(await ask({ type: "execute", process: 1, arguments: ["x"], terminal: null, request: 90 })),
    "not-ready",
  );
  assert.deepEqual(await ask({ type: "status", request: 91 }), { type: "reply", request: 91, ok: true, value: null });
  const explained = await ask({ type: "hresults", request: 92 });
  assert.match(String(explained.ok && explained.value), /^\| `0x8037010E` \| HCS_E_SYSTEM_NOT_FOUND \| /m);
});

if (process.platform !== "win32") {
  flowTest("a host on a pipe loads no libraries that its environment names", {}, async (bench, context) => {
    const { address } = await start(bench, context);
    const ask = asking(await dialUntil(address, 10_000));
    assert.equal(codeOf(await ask({ type: "list", request: 1 })), "library-missing");
  });
}

flowTest("a secret that is too short starts nothing", {}, async (bench, context) => {
  const { exited, address } = await start(bench, context, "short");
  assert.equal(await exited, 1);
  await assert.rejects(dialHost(address));
});

flowTest("a host whose client never comes ends after the grace time", {}, async (bench, context) => {
  const { exited } = await start(bench, context, secret, 50);
  assert.equal(await exited, 0);
});

flowTest("strangers are turned away, and the client is served all the same", {}, async (bench, context) => {
  const { address } = await start(bench, context);
  const link = await dialUntil(address, 10_000);
  const strangers = await Promise.all(
    Array.from({ length: 12 }, (_, index) => dialHost({ ...address, secret: `${secret}${index}` })),
  );
  await Promise.all(strangers.map((stranger) => stranger.closed));
  const reply = await asking(link)({ type: "status", request: 1 });
  assert.ok(reply.ok);
});

flowTest("a host whose run is over waits for nobody", {}, async (bench, context) => {
  const { exited, address } = await start(bench, context);
  const link = await dialUntil(address, 10_000);
  const reply = await asking(link)({ type: "rehearse", boot: bench.request, request: 1 });
  assert.ok(reply.ok, JSON.stringify(reply));
  link.close();
  assert.equal(await exited, 0);
});
