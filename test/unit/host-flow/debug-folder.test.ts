import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { RunResult } from "../../../server/src/protocol.ts";
import { withDebugFolder, withPlan, withRequest } from "./benches.ts";
import { assertNothingLeft, type Bench, flowTest, watch } from "./host.ts";
import { HostProcess } from "./host-process.ts";

const mib = 2 ** 20;

/** A place where even root can make nothing; the lane's drive Z: is the root of its machine. */
const readOnly = path.join(process.platform === "win32" ? "Z:\\" : "/", "sys", "debug-of-uvms");

const resultOf = (host: HostProcess): Promise<RunResult> =>
  host.until((events) => events.flatMap((event) => (event.type === "ended" ? [event.result] : []))[0]);

/** Whatever became of the debug folder, the same files boot again. */
async function bootsAgain(bench: Bench): Promise<void> {
  const { result } = await watch(bench);
  assert.equal(result.outcome, "ended", JSON.stringify(result.failure));
  assert.deepEqual(result.problems, []);
  await assertNothingLeft(bench);
}

flowTest("a debug folder that is missing is made", {}, async (base) => {
  const bench = withDebugFolder(base, path.join(base.folder, "not", "there", "yet"));
  const { result } = await watch(bench);
  assert.equal(result.outcome, "ended");
  assert.equal(readdirSync(bench.request.recordFolder).length, 5);
  await assertNothingLeft(bench);
});

flowTest("a debug folder on a path of 300 characters is filled", {}, async (base) => {
  const long = path.join(base.folder, ...Array.from({ length: 6 }, (_, index) => `${index}${"x".repeat(49)}`));
  assert.ok(long.length > 300);
  const bench = withDebugFolder(base, long);
  const { result } = await watch(bench);
  assert.equal(result.outcome, "ended");
  assert.deepEqual(result.problems, []);
  assert.deepEqual(
    result.preserved.map(({ error, to }) => [error, existsSync(to)]),
    [
      [undefined, true],
      [undefined, true],
    ],
  );
  assert.equal(readFileSync(result.preserved[1]?.to ?? "", "utf8"), "original boot.vhd");
  await assertNothingLeft(bench);
});

flowTest("work files on a path of 300 characters are made and removed", {}, async (bench) => {
  const long = path.join(bench.folder, ...Array.from({ length: 6 }, (_, index) => `${index}${"y".repeat(49)}`));
  const moved: Bench["request"] = JSON.parse(JSON.stringify(bench.request), (_, value: unknown) =>
    typeof value === "string" && value.startsWith(path.join(bench.folder, "run"))
      ? value.replace(path.join(bench.folder, "run"), path.join(long, "run"))
      : value,
  );
  const document: unknown = JSON.parse(moved.plan.document ?? "null", (_, value: unknown) =>
    typeof value === "string" ? value.replace(path.join(bench.folder, "run"), path.join(long, "run")) : value,
  );
  const deep = withPlan({ ...bench, request: moved }, { document: JSON.stringify(document) });
  const { result } = await watch(deep);
  assert.equal(result.outcome, "ended", JSON.stringify(result.failure));
  assert.deepEqual(result.problems, []);
  await assertNothingLeft(deep);
});

flowTest("a boot that can write no record does not begin, and says why", {}, async (bench, context) => {
  const host = await HostProcess.start(context, bench.double);
  const reply = await host.ask({ type: "boot", boot: { ...bench.request, recordFolder: readOnly } });
  assert.ok(!reply.ok);
  assert.match(reply.error.message, /^(Access was denied|The folder is read-only).*choose another/);
  assert.ok(!existsSync(bench.request.runFolder));
  await bootsAgain(bench);
});

flowTest("a debug folder that is read-only keeps the disks from being saved, and nothing else", {}, async (bench) => {
  const preserve = bench.request.plan.preserve.map(({ from, to }) => ({
    from,
    to: path.join(readOnly, path.basename(to)),
  }));
  const { result, record } = await watch(withPlan(bench, { preserve }));
  assert.equal(result.outcome, "ended");
  for (const { error } of result.preserved) assert.match(error ?? "", /Access was denied|The folder is read-only/);
  assert.equal(record.problems.length, 2);
  assert.deepEqual(record.leftovers, { grants: [], files: [] });
  await assertNothingLeft(bench);
  await bootsAgain(bench);
});

// Only POSIX has limits for the files of a process.
if (process.platform !== "win32") {
  flowTest("a disk that does not fit leaves no half copy", {}, async (bench, context) => {
    truncateSync(path.join(bench.folder, "boot", "boot.vhd"), 48 * mib);
    const host = await HostProcess.start(context, bench.double, {}, { largestFile: 16 * mib });
    void host.ask({ type: "boot", boot: bench.request });
    await host.phase("running");
    await host.ask({ type: "terminate" });
    const { outcome, preserved, problems } = await resultOf(host);
    assert.equal(outcome, "ended");
    assert.deepEqual(
      preserved.map(({ error }) => error === undefined),
      [true, false],
    );
    assert.match(problems.join(), /boot\.vhd could not be saved as .*: The disk takes no file of that size/);
    assert.ok(!readdirSync(bench.request.recordFolder).some((name) => /boot[^.]*\.vhd|partial/.test(name)));
    host.disconnect();
    assert.equal(await host.exited, 0);
    await bootsAgain(bench);
  });

  flowTest("a disk that fills up while the VM runs does not keep it from ending", {}, async (bench, context) => {
    const host = await HostProcess.start(context, bench.double);
    void host.ask({ type: "boot", boot: bench.request });
    await host.phase("running");
    host.fillDisks();
    await host.ask({ type: "terminate" });
    const { outcome, preserved, problems } = await resultOf(host);
    assert.equal(outcome, "ended");
    assert.ok(preserved.every(({ error }) => error !== undefined));
    assert.match(problems.join("\n"), /^The record could not be written\..*choose a folder on another one/m);
    assert.ok(!existsSync(bench.request.runFolder));
    host.disconnect();
    assert.equal(await host.exited, 0);
    await bootsAgain(bench);
  });

  flowTest("on a full disk no boot begins", {}, async (bench, context) => {
    const host = await HostProcess.start(context, bench.double, {}, { largestFile: 0 });
    const reply = await host.ask({ type: "boot", boot: bench.request });
    assert.ok(!reply.ok);
    assert.match(reply.error.message, /choose a folder on another one/);
    assert.ok(!existsSync(bench.request.runFolder));
    await bootsAgain(bench);
  });
}

flowTest("a run folder that is a file is told", {}, async (bench) => {
  writeFileSync(bench.request.runFolder, "");
  const { result } = await watch(bench);
  assert.equal(result.failure?.phase, "preparing");
  assert.ok(existsSync(bench.request.runFolder), "what is not ours stays");
});

flowTest("a debug folder that is a file is told before anything is made", {}, async (bench, context) => {
  const file = path.join(bench.folder, "file");
  writeFileSync(file, "");
  const host = await HostProcess.start(context, bench.double);
  const { request } = withRequest(bench, { recordFolder: path.join(file, "debug") });
  const reply = await host.ask({ type: "boot", boot: request });
  assert.match(reply.ok ? "" : reply.error.message, /A part of the path is a file|missing/);
  assert.ok(!existsSync(request.runFolder));
});
