import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { recoverRuns } from "../../../client/src/host/flow/recover.ts";
import { rehearse } from "../../../client/src/host/flow/rehearsal.ts";
import { faults } from "../schemas/json-schema.ts";
import { withPlan } from "./benches.ts";
import { type Bench, flowTest } from "./host.ts";
import { HostProcess } from "./host-process.ts";

// What a boot writes is held against the schema wherever `watch` follows one; here is what else writes records.
const schema: unknown = JSON.parse(readFileSync("schemas/run.schema.json", "utf8"));

interface Written {
  readonly kind: string;
  readonly state: string;
  readonly id: string;
}

/** The record of a file, which satisfies its schema. */
function recordOf(file: string): Written {
  const record: Written = JSON.parse(readFileSync(file, "utf8"));
  assert.deepEqual(faults(schema, record), []);
  return record;
}

const rehearsed = async ({ request }: Bench, signal = new AbortController().signal): Promise<Written> =>
  recordOf((await rehearse(request, () => undefined, signal, new AbortController().signal)).recordFile);

flowTest("the record of a rehearsal says that it is one", {}, async (bench) => {
  const { kind, state } = await rehearsed(bench);
  assert.deepEqual([kind, state], ["rehearsal", "ended"]);
});

flowTest("so does that of a rehearsal that failed, and of one that was cancelled", {}, async (bench) => {
  const missing = { path: path.join(bench.folder, "none"), kind: "file", stage: "copy", failure: "no VMGS" } as const;
  assert.equal((await rehearsed(withPlan(bench, { checks: [missing] }))).state, "failed");
  assert.equal((await rehearsed(bench, AbortSignal.abort())).state, "cancelled");
});

flowTest("so does that of a VM whose host was killed, before and after it is recovered", {}, async (bench, context) => {
  const { request, double } = bench;
  const host = await HostProcess.start(context, double, { HCSD_GUEST: "never" });
  void host.ask({ type: "boot", boot: request });
  await host.phase("accepting");
  host.kill();
  await host.exited;
  const file = path.join(request.recordFolder, `${request.plan.id}_run.json`);
  assert.equal(recordOf(file).state, "running");
  const next = await HostProcess.start(context, double);
  await next.ask({ type: "recover", recordFolder: request.recordFolder, ids: [request.plan.id] });
  assert.equal(recordOf(file).state, "failed");
  next.disconnect();
  await next.exited;
});

flowTest("a record begins with how it ended, and ends with what was asked for", {}, async (bench) => {
  const missing = { path: path.join(bench.folder, "none"), kind: "file", stage: "copy", failure: "no VMGS" } as const;
  const members = Object.keys(await rehearsed(withPlan(bench, { checks: [missing] })));
  assert.deepEqual(members.slice(0, 7), ["version", "kind", "id", "state", "startedAt", "endedAt", "failure"]);
  assert.equal(members.at(-1), "request");
});

flowTest("a record that is not whole is left alone", {}, async ({ request }) => {
  mkdirSync(request.recordFolder);
  const file = path.join(request.recordFolder, "other_run.json");
  writeFileSync(file, '{"version":1,"state":"running"');
  assert.deepEqual(await recoverRuns(request.recordFolder, ["other"], async () => undefined), []);
  assert.equal(readFileSync(file, "utf8"), '{"version":1,"state":"running"');
});

flowTest("a version of a record that was being written goes, also where the run was over", {}, async (bench) => {
  const { recordFolder, plan } = bench.request;
  await rehearsed(bench);
  const file = path.join(recordFolder, `${plan.id}_run.json`);
  const gone = spawnSync(process.execPath, ["--version"]).pid;
  writeFileSync(file, JSON.stringify({ ...recordOf(file), process: gone }));
  writeFileSync(`${file}.tmp`, '{"version":');
  assert.deepEqual(await recoverRuns(recordFolder, ["other"], async () => undefined), []);
  assert.ok(existsSync(`${file}.tmp`), "nobody asked for this run");
  assert.deepEqual(await recoverRuns(recordFolder, [plan.id], async () => undefined), []);
  assert.ok(!existsSync(`${file}.tmp`));
  assert.equal(recordOf(file).state, "ended");
});
