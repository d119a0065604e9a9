import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { ComputeSystem } from "../../../client/src/host/hcs/compute-system.ts";
import { loadNatives } from "../../../client/src/host/native/natives.ts";
import { flowTest } from "./host.ts";

const limit = { timeoutMs: 60_000 };
/** Longer than any wait of the host for a single answer. */
const long = 30_000;

async function until(isSo: () => boolean, what: string): Promise<void> {
  for (const end = performance.now() + 5000; !isSo(); ) {
    assert.ok(performance.now() < end, what);
    await turn();
  }
}

flowTest(
  "an exit whose event is lost is found, however long HCS took to answer before",
  { HCSD_NO_EXIT_EVENT: "1" },
  async ({ double, request }, context) => {
    const { core } = await loadNatives(double.libraries);
    const observer = { call: () => undefined, event: () => undefined, report: () => undefined };
    const system = await ComputeSystem.create(core, observer, request.plan.id, request.plan.document ?? "", limit);
    context.mock.timers.enable({ apis: ["setTimeout"] });
    double.set({ HCSD_HANG: "HcsWaitForComputeSystemExit=0" });
    const exit = system.waitForExit(limit);
    // The first poll, and then nothing for a long time.
    for (const milliseconds of [1000, long]) {
      context.mock.timers.tick(milliseconds);
      await turn();
    }
    await system.terminate(limit);
    await until(() => double.living().systems === 0, "the VM ends");
    double.set({ HCSD_HANG: undefined });
    await until(() => system.exit !== undefined, "its end is heard of");
    assert.equal((await exit).exitType, "ForcedExit");
    await system.close(limit);
  },
);
