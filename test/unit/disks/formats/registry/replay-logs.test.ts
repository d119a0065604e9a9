import assert from "node:assert/strict";
import { test } from "node:test";
import { openHive } from "../../../../../server/src/disks/formats/registry/hive.ts";
import { ProblemLog } from "../../../../../server/src/disks/problem.ts";
import { buildHive } from "../support/hive-builder.ts";
import { buildHiveLog, type LogEntrySpec } from "../support/hive-log-builder.ts";
import { assertSurvivesDamage } from "../support/mutations.ts";

const hiveWith = (key: string, dirty = true): Buffer => buildHive({ keys: { [key]: {} } }, { dirty });
/** The builder's hive has completed its write 1 and begun write 2. */
const stored = hiveWith("Old");
const bins = (key: string): Buffer => hiveWith(key).subarray(4096);
const write = (sequence: number, key: string): LogEntrySpec => {
  return { sequence, binsSize: bins(key).length, pages: [[0, bins(key)]] };
};
const torn = (log: Buffer): Buffer => {
  log.writeUInt8(log.readUInt8(log.length - 1) ^ 1, log.length - 1);
  return log;
};

const cases: readonly {
  readonly why: string;
  readonly logs: readonly Buffer[];
  readonly key: string;
  readonly code: string;
}[] = [
  { why: "no log", logs: [], key: "Old", code: "hive-dirty" },
  { why: "a log with one entry", logs: [buildHiveLog([write(2, "New")])], key: "New", code: "hive-log-replayed" },
  {
    why: "entries that follow each other: the last one wins",
    logs: [buildHiveLog([write(2, "Mid"), write(3, "New")])],
    key: "New",
    code: "hive-log-replayed",
  },
  {
    why: "two logs, the second goes on where the first ends, whichever is which",
    logs: [buildHiveLog([write(4, "New")]), buildHiveLog([write(2, "Mid"), write(3, "Mid")])],
    key: "New",
    code: "hive-log-replayed",
  },
  {
    why: "a second log with a gap: it belongs to something else",
    logs: [buildHiveLog([write(2, "Mid")]), buildHiveLog([write(7, "New")])],
    key: "Mid",
    code: "hive-log-replayed",
  },
  { why: "entries that the hive has already", logs: [buildHiveLog([write(0, "New")])], key: "Old", code: "hive-dirty" },
  { why: "a torn entry", logs: [torn(buildHiveLog([write(2, "New")]))], key: "Old", code: "hive-dirty" },
  {
    why: "a torn entry behind a whole one",
    logs: [torn(buildHiveLog([write(2, "Mid"), write(3, "New")]))],
    key: "Mid",
    code: "hive-log-replayed",
  },
  {
    why: "a page outside of the bins",
    logs: [buildHiveLog([{ sequence: 2, binsSize: 4096, pages: [[4096, Buffer.alloc(512)]] }])],
    key: "Old",
    code: "hive-dirty",
  },
  {
    why: "a log that is cut off",
    logs: [buildHiveLog([write(2, "New")]).subarray(0, 2000)],
    key: "Old",
    code: "hive-dirty",
  },
];
for (const { why, logs, key, code } of cases) {
  test(`a write that is not complete, with ${why}`, () => {
    const log = new ProblemLog();
    const hive = openHive(stored, log, logs);
    assert.deepEqual(
      [hive.subkeys(hive.root).map(({ name }) => name), log.problems.map((problem) => problem.code), hive.dirty],
      [[key], [code], code === "hive-dirty"],
    );
  });
}

test("a hive whose last write is complete needs no log", () => {
  const log = new ProblemLog();
  const hive = openHive(hiveWith("Old", false), log, [buildHiveLog([write(2, "New")])]);
  assert.deepEqual([hive.subkeys(hive.root)[0]?.name, log.problems], ["Old", []]);
});

test("damaged in any way, a log gives a hive or nothing", () => {
  const log = buildHiveLog([write(2, "Mid"), write(3, "New")]);
  assertSurvivesDamage(log, (bytes) => openHive(stored, new ProblemLog(), [bytes]));
});
