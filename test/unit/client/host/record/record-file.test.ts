import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { RecordFile } from "../../../../../client/src/host/record/record-file.ts";
import { newRecord } from "../../../../../client/src/host/record/run-record.ts";
import { sampleRequest } from "../sample-request.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "record-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const record = newRecord("boot", sampleRequest, new Date(0));
const states = (file: string): unknown => JSON.parse(readFileSync(file, "utf8")).state;

test("of versions that queue up the last one is written", async () => {
  const file = new RecordFile(path.join(folder, "new", "folder", "run.json"));
  await Promise.all([file.write(record), file.write(record), file.write({ ...record, state: "ended" })]);
  assert.equal(states(file.path), "ended");
  assert.ok(!existsSync(`${file.path}.tmp`));
});

test("whoever reads the record holds a new version up, and does not lose it", async () => {
  const file = new RecordFile(path.join(folder, "run.json"));
  await file.write(record);
  const reader = await open(file.path, "r");
  const writing = file.write({ ...record, state: "failed" });
  let isWritten = false;
  void writing.then(() => {
    isWritten = true;
  });
  while (!isWritten && !existsSync(`${file.path}.tmp`)) await new Promise((resolve) => setTimeout(resolve, 1));
  await reader.close();
  await writing;
  assert.equal(states(file.path), "failed");
});
