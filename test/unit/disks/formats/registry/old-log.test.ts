import assert from "node:assert/strict";
import { test } from "node:test";
import { openHive } from "../../../../../server/src/disks/formats/registry/hive.ts";
import { ProblemLog } from "../../../../../server/src/disks/problem.ts";
import { buildHive } from "../support/hive-builder.ts";
import { buildHiveLog, buildOldHiveLog, type OldLogSpec } from "../support/hive-log-builder.ts";
import { assertSurvivesDamage } from "../support/mutations.ts";

const writtenAt = 133_000_000_000_000_000n;
const hiveWith = (...names: readonly string[]): Buffer =>
  buildHive({ keys: Object.fromEntries(names.map((name) => [name, {}])) }, { dirty: true, written: writtenAt });
const stored = hiveWith("Old");
/** More bins than the stored hive has. */
const grown = Array.from({ length: 60 }, (_, index) => `Key ${index} ${"x".repeat(40)}`);
const oldLog = (names: readonly string[], spec: Partial<OldLogSpec> = {}): Buffer =>
  buildOldHiveLog({ hive: hiveWith(...names), clean: stored, ...spec });

const cases: readonly {
  readonly why: string;
  readonly logs: readonly Buffer[];
  readonly keys: readonly string[];
  readonly hive?: Buffer;
  readonly codes?: readonly string[];
}[] = [
  { why: "the pages that differ", logs: [oldLog(["New"])], keys: ["New"] },
  { why: "the type that the first versions wrote", logs: [oldLog(["New"], { type: 2 })], keys: ["New"] },
  { why: "a hive that has grown", logs: [oldLog(grown)], keys: grown },
  {
    why: "two logs: the later one",
    logs: [oldLog(["Mid"]), oldLog(["New"], { written: writtenAt + 1n })],
    keys: ["New"],
  },
  { why: "an empty second file", logs: [oldLog(["New"]), Buffer.alloc(0)], keys: ["New"] },
  {
    why: "the newer format beside it: that one",
    logs: [
      oldLog(["Mid"]),
      buildHiveLog([{ sequence: 2, binsSize: 4096, pages: [[0, hiveWith("New").subarray(4096)]] }]),
    ],
    keys: ["New"],
  },
  {
    why: "a damaged base block: the first bin says when the hive was written",
    hive: Buffer.concat([stored.subarray(0, 508), Buffer.alloc(4, 9), stored.subarray(512)]),
    logs: [oldLog(["New"])],
    keys: ["New"],
    codes: ["hive-checksum", "hive-log-replayed"],
  },
  ...(
    [
      ["a log of an earlier change", oldLog(["New"], { written: writtenAt - 1n })],
      ["a log that was not written completely", oldLog(["New"], { sequences: [3, 2] })],
      ["a log that ends before its last page", oldLog(["New"]).subarray(0, -1)],
      ["a hive in place of a log", oldLog(["New"], { type: 0 })],
      ["no bins at all", oldLog(["New"], { hive: stored.subarray(0, 4096) })],
    ] as const
  ).map(([why, log]) => ({ why, logs: [log], keys: ["Old"], codes: ["hive-dirty"] })),
];
for (const { why, logs, keys, hive = stored, codes = ["hive-log-replayed"] } of cases) {
  test(`a log of the older format: ${why}`, () => {
    const log = new ProblemLog();
    const opened = openHive(hive, log, logs);
    assert.deepEqual(
      [opened.subkeys(opened.root).map(({ name }) => name), log.problems.map(({ code }) => code)],
      [keys, codes],
    );
  });
}

test("damaged in any way, such a log gives a hive or nothing", () => {
  assertSurvivesDamage(oldLog(["New"]), (bytes) => openHive(stored, new ProblemLog(), [bytes]));
});
