import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { whenUnlocked } from "../../../client/src/host/disks/unlocked.ts";
import { Deadline } from "../../../client/src/host/wait.ts";
import { withRequest } from "./benches.ts";
import { assertNothingLeft, flowTest, watch } from "./host.ts";

const failing = (code: string): Error => Object.assign(new Error(code), { code });

test("what is locked is tried until it is not", async () => {
  let tries = 0;
  const action = async (): Promise<number> => {
    tries++;
    if (tries < 3) throw failing("EBUSY");
    return tries;
  };
  assert.equal(await whenUnlocked(action, new Deadline({ timeoutMs: 10_000 })), 3);
});

test("what fails otherwise, or for too long, is not tried again", async () => {
  let tries = 0;
  const action = (code: string) => async (): Promise<void> => {
    tries++;
    throw failing(code);
  };
  await assert.rejects(whenUnlocked(action("ENOSPC"), new Deadline({ timeoutMs: 10_000 })), /ENOSPC/);
  assert.equal(tries, 1);
  await assert.rejects(whenUnlocked(action("EBUSY"), new Deadline({ timeoutMs: 0 })), /EBUSY/);
  assert.equal(tries, 2);
});

// Only Windows keeps others from a file; the double holds its files there as a VM's worker process does.
if (process.platform === "win32") {
  flowTest("disks that stay locked for a while after the exit are saved", { HCSD_LOCK_MS: "700" }, async (base) => {
    const bench = withRequest(base, { timeouts: { ...base.request.timeouts, unlock: 10_000 } });
    const { result } = await watch(bench);
    assert.equal(result.outcome, "ended");
    assert.deepEqual(result.problems, []);
    assert.equal(result.preserved.filter(({ error }) => error === undefined).length, 2);
    await assertNothingLeft(bench);
  });

  flowTest("a disk that stays locked is told, and the work file with it", { HCSD_LOCK_MS: "4000" }, async (base) => {
    const bench = withRequest(base, { timeouts: { ...base.request.timeouts, unlock: 300 } });
    const { result, record } = await watch(bench);
    assert.equal(result.outcome, "ended");
    const [scratch] = result.preserved;
    assert.match(scratch?.error ?? "", /Another process uses the file: end the VM/);
    assert.match(result.problems.join("\n"), /sandbox\.vhdx was left behind: /);
    assert.ok(
      record.leftovers.files.some((file) => file.endsWith("sandbox.vhdx")),
      "what is left is written down",
    );
    assert.ok(existsSync(bench.request.runFolder));
  });
}
