import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import {
  forgetRun,
  type RunMemory,
  recoverUnfinished,
  rememberRun,
  type UnfinishedRun,
} from "../../../../client/src/boot/session/unfinished-runs.ts";

function memory(): RunMemory & { readonly runs: () => readonly UnfinishedRun[] } {
  const values = new Map<string, readonly UnfinishedRun[]>();
  return {
    get: (key, fallback) => values.get(key) ?? fallback,
    update: async (key, value) => void values.set(key, value),
    runs: () => [...values.values()].flat(),
  };
}

const noHost = (): never => assert.fail("no host is needed");

test("runs that ended are forgotten, and need no host", async (context) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "runs-"));
  context.after(() => rmSync(folder, { recursive: true }));
  const known = memory();
  await rememberRun(known, { id: "a@vm", recordFolder: folder });
  await rememberRun(known, { id: "b@vm", recordFolder: folder });
  await rememberRun(known, { id: "gone@vm", recordFolder: path.join(folder, "gone") });
  assert.equal(known.runs().length, 3);
  await forgetRun(known, "a@vm");
  assert.deepEqual(
    known.runs().map(({ id }) => id),
    ["gone@vm", "b@vm"],
  );
  // Its host ended it after the window was gone.
  writeFileSync(path.join(folder, "b@vm_run.json"), JSON.stringify({ state: "ended" }, undefined, 2));
  assert.deepEqual(await recoverUnfinished(known, noHost), []);
  assert.deepEqual(known.runs(), []);
});

test("a run that goes on by its record needs a host, however the record is laid out", async (context) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "runs-"));
  context.after(() => rmSync(folder, { recursive: true }));
  const known = memory();
  await rememberRun(known, { id: "a@vm", recordFolder: folder });
  writeFileSync(path.join(folder, "a@vm_run.json"), JSON.stringify({ state: "running" }));
  const start = (): never => {
    throw new Error("a host is started");
  };
  await assert.rejects(recoverUnfinished(known, start), /a host is started/);
  assert.equal(known.runs().length, 1, "it is looked at again by the next window");
});

test("nothing is asked where nothing is remembered", async () => {
  assert.deepEqual(await recoverUnfinished(memory(), noHost), []);
});
