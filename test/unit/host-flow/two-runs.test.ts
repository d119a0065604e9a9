import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { withGivenScratch, withPlan, withRequest } from "./benches.ts";
import { assertNothingLeft, type Bench, flowTest, type Watched, watch } from "./host.ts";

/** A copy with every text in it changed. */
function withTexts<T>(value: T, change: (text: string) => string): T {
  return JSON.parse(JSON.stringify(value), (_, item: unknown) => (typeof item === "string" ? change(item) : item));
}

/** A second boot of the same files, in folders of its own; a scratch of the user's is shared. */
function second({ folder, request, double }: Bench): Bench {
  const rename = (text: string): string =>
    text
      .replaceAll(request.plan.id, `${request.plan.id}-b`)
      .replaceAll(path.join(folder, "run"), path.join(folder, "run-b"))
      .replaceAll(path.join(folder, "com1"), path.join(folder, "com2"));
  const { plan, ...rest } = request;
  const document = JSON.stringify(withTexts(JSON.parse(plan.document ?? "null"), rename));
  const own = withTexts({ ...rest, plan: { ...plan, document: null } }, rename);
  return { folder, double, request: { ...own, plan: { ...own.plan, document } } };
}

/** Boots a bench, does something while its VM runs, and ends it. */
async function whileRunning(bench: Bench, action: () => Promise<void>): Promise<Watched> {
  let done: Promise<void> | undefined;
  const watched = await watch(bench, (event, run) => {
    if (event.type === "phase" && event.phase === "running") done = action().finally(() => run.stop());
  });
  await done;
  return watched;
}

flowTest("two VMs run side by side", {}, async (bench) => {
  const other = second(bench);
  const { result } = await whileRunning(bench, async () => {
    const { result: inside } = await watch(other);
    assert.equal(inside.outcome, "ended", JSON.stringify(inside.failure));
  });
  assert.equal(result.outcome, "ended");
  await assertNothingLeft(bench);
  await assertNothingLeft(other);
});

flowTest("an identifier in use is told", {}, async (bench) => {
  const other = second(bench);
  const clash = withPlan(other, { id: bench.request.plan.id });
  const { result } = await whileRunning(bench, async () => {
    const { result: inside } = await watch(clash);
    assert.equal(inside.failure?.hresultName, "HCS_E_SYSTEM_ALREADY_EXISTS");
  });
  assert.equal(result.outcome, "ended");
  await assertNothingLeft(bench);
});

flowTest("a scratch that another VM uses is told, and can be booted afterwards", {}, async (base) => {
  const bench = withGivenScratch(base);
  const other = second(bench);
  const { result } = await whileRunning(bench, async () => {
    const { result: inside, record } = await watch(other);
    assert.equal(inside.failure?.hresultName, "ERROR_SHARING_VIOLATION");
    assert.match(record.failure?.message ?? "", /own\.vhdx.*two VMs cannot share a scratch/);
    assert.ok(!existsSync(other.request.runFolder));
  });
  assert.equal(result.outcome, "ended", "the first VM does not notice");
  assert.deepEqual(result.problems, []);
  const { result: later } = await watch(other);
  assert.equal(later.outcome, "ended", JSON.stringify(later.failure));
  assert.ok(existsSync(path.join(bench.folder, "own.vhdx")), "a scratch of the user's stays");
  await assertNothingLeft(other);
});

flowTest("two boots that would make the same scratch do not take it from each other", {}, async (bench) => {
  const { newScratch } = bench.request;
  const other = withRequest(second(bench), { newScratch });
  const { result } = await whileRunning(bench, async () => {
    const { result: inside } = await watch(other);
    assert.equal(inside.failure?.code, "scratch-exists");
    assert.match(inside.failure?.message ?? "", /another boot uses it/);
    assert.ok(existsSync(newScratch?.path ?? ""), "it is not ours to remove");
  });
  assert.deepEqual([result.outcome, result.problems], ["ended", []]);
  await assertNothingLeft(bench);
});

/** What this process has open: files and sockets where the system tells, and what keeps Node's loop. */
const open = (): readonly number[] => [
  process.platform === "linux" ? readdirSync("/proc/self/fd").length : 0,
  process.getActiveResourcesInfo().length,
];

flowTest("many boots leave nothing behind", { HCSD_CONSOLE_LINES: "1" }, async (bench) => {
  let before: readonly number[] = [];
  for (let turn = 0; turn < 20; turn++) {
    const { result } = await watch(bench);
    assert.equal(result.outcome, "ended");
    await assertNothingLeft(bench);
    // The first boots load libraries and start threads.
    if (turn === 3) before = open();
  }
  // A timer or two may be on its way; a leak of each boot would be sixteen.
  const grown = open().map((count, index) => count - (before[index] ?? 0));
  assert.ok(Math.max(...grown) < 8, `${before.join()} have become ${open().join()}`);
});
