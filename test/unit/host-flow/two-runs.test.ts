import assert from "node:assert/strict";
import path from "node:path";
import { assertNothingLeft, type Bench, flowTest, watch } from "./host.ts";

/** A copy with every text in it changed. */
function withTexts<T>(value: T, change: (text: string) => string): T {
  return JSON.parse(JSON.stringify(value), (_, item: unknown) => (typeof item === "string" ? change(item) : item));
}

/** A second boot of the same files, in folders of its own. */
function second({ folder, request, double }: Bench, scratch: string | undefined): Bench {
  const [run, runB] = [path.join(folder, "run"), path.join(folder, "run-b")];
  const rename = (text: string): string =>
    text
      .replaceAll(request.plan.id, `${request.plan.id}-b`)
      .replaceAll(run, runB)
      .replaceAll(path.join(folder, "com1"), path.join(folder, "com2"));
  const { plan, ...rest } = request;
  const renamed = withTexts(JSON.parse(plan.document ?? "null"), rename);
  const ownScratch = path.join(runB, "sandbox.vhdx");
  const document = withTexts(renamed, (text) => (text === ownScratch ? (scratch ?? text) : text));
  const own = withTexts({ ...rest, plan: { ...plan, document: null } }, rename);
  return { folder, double, request: { ...own, plan: { ...own.plan, document: JSON.stringify(document) } } };
}

flowTest("two VMs run side by side", {}, async (bench) => {
  const other = second(bench, undefined);
  let first: (() => void) | undefined;
  const running = watch(bench, (event, run) => {
    if (event.type === "phase" && event.phase === "running") first = () => run.stop();
  });
  const { result } = await watch(other);
  assert.equal(result.outcome, "ended", JSON.stringify(result.failure));
  while (first === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
  first();
  assert.equal((await running).result.outcome, "ended");
  await assertNothingLeft(bench);
  await assertNothingLeft(other);
});

flowTest("an identifier in use is told", {}, async (bench) => {
  const other = second(bench, undefined);
  const clash = { ...other, request: { ...other.request, plan: { ...other.request.plan, id: bench.request.plan.id } } };
  let told: string | undefined;
  const { result } = await watch(bench, (event, run) => {
    if (event.type !== "phase" || event.phase !== "running") return;
    void watch(clash).then((second_) => {
      told = second_.result.failure?.hresultName;
      run.stop();
    });
  });
  assert.equal(told, "HCS_E_SYSTEM_ALREADY_EXISTS");
  assert.equal(result.outcome, "ended");
  await assertNothingLeft(bench);
});

flowTest("many boots leave nothing behind", { HCSD_CONSOLE_LINES: "1" }, async (bench) => {
  for (let turn = 0; turn < 12; turn++) {
    const { result } = await watch(bench);
    assert.equal(result.outcome, "ended");
  }
  await assertNothingLeft(bench);
});
