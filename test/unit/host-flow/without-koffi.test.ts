import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import path from "node:path";
import type { HostReply, PreflightCheck } from "../../../server/src/protocol.ts";
import { flowTest } from "./host.ts";
import { bundleHost, HostProcess } from "./host-process.ts";

const advice = `Install the package of the extension for ${process.platform}-${process.arch}.`;

/** What the preflight says of HCS. */
function hcsCheckOf(reply: HostReply): PreflightCheck | undefined {
  assert.ok(reply.ok, JSON.stringify(reply));
  // A host answers a preflight with its checks.
  return (reply.value as readonly PreflightCheck[]).find(({ code }) => code === "hcs");
}

flowTest("a package without koffi says which one to install, and looks at the rest", {}, async (bench, context) => {
  // Away from the repository there is no koffi to be found; the Windows lane names its own by an option of Node.
  const bundle = path.join(bench.folder, "host.cjs");
  copyFileSync(await bundleHost(), bundle);
  const host = await HostProcess.start(context, bench.double, { NODE_OPTIONS: "" }, { bundle });

  const preflight = await host.ask({ type: "preflight", boot: bench.request });
  const { state, detail, advice: told } = hcsCheckOf(preflight) ?? {};
  assert.deepEqual(
    { state, detail, told },
    { state: "failed", detail: "koffi, which calls Windows, is not there.", told: advice },
  );

  assert.ok((await host.ask({ type: "boot", boot: bench.request })).ok);
  const ended = await host.until((events) => events.find((event) => event.type === "ended"));
  assert.equal(ended.result.outcome, "failed");
  assert.ok(ended.result.failure?.message.includes(advice), ended.result.failure?.message);
});
