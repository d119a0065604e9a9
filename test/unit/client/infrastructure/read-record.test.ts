import assert from "node:assert/strict";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { readRecord } from "../../../../client/src/infrastructure/read-record.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "record-"));
const file = path.join(folder, "pod@vm_run.json");
after(() => rmSync(folder, { recursive: true }));

test("a record is read up to 16 MiB", async () => {
  const record = { state: "ended", spec: "x".repeat(16 * 2 ** 20 - 27) };
  writeFileSync(file, JSON.stringify(record));
  assert.deepEqual(await readRecord(file), record);
  truncateSync(file, 16 * 2 ** 20 + 1);
  assert.equal(await readRecord(file), undefined);
});

test("a record that is not there, or is cut, holds nothing", async () => {
  writeFileSync(file, '{"state":');
  assert.equal(await readRecord(file), undefined);
  assert.equal(await readRecord(path.join(folder, "none_run.json")), undefined);
  assert.equal(await readRecord(folder), undefined);
});
