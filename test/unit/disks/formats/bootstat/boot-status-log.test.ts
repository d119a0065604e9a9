import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type BootStatusLog,
  readBootStatusLog,
} from "../../../../../server/src/disks/formats/bootstat/boot-status-log.ts";
import { efiLog, entry, startOfLog, statusAndPath, wrappedLog } from "../support/bootstat-builder.ts";
import { u32 } from "../support/bytes.ts";
import { assertSurvivesDamage } from "../support/mutations.ts";

const start = entry({ event: 1, data: startOfLog() });
const launched = entry({ time: 2009, type: 3, event: 0x31 });

function codes({ boots }: BootStatusLog): number[][] {
  return boots.map(({ entries }) => entries.map(({ code }) => code));
}

test("entries are read in the forms that boot managers and Windows write", () => {
  const efi = efiLog([start, launched]);
  const version2 = Buffer.concat([u32(2, 16, 0x10000, 16 + start.length), start, Buffer.alloc(64)]);
  for (const [form, bytes, expected] of [
    ["efi", efi, [[1, 0x31]]],
    ["windows", Buffer.concat([Buffer.alloc(0x800), efi]), [[1, 0x31]]],
    ["v2", version2, [[1]]],
  ] as const) {
    const log = readBootStatusLog(bytes);
    assert.equal(log.form, form);
    assert.deepEqual(codes(log), expected, form);
  }
});

test("a log without entries is empty, not damaged", () => {
  const log = readBootStatusLog(efiLog([]));
  assert.deepEqual([log.boots, log.problems], [[], []]);
});

test("a ring is read around its end", () => {
  // 20 bytes are left behind the oldest entries: too few for an entry, so the writer went back to the start.
  for (const tail of [0, 20, 120]) {
    const log = readBootStatusLog(wrappedLog([start, launched], [start], tail));
    assert.deepEqual([codes(log), log.problems], [[[1, 0x31], [1]], []], `${tail} bytes left`);
  }
});

test("each start of the boot manager begins a boot, with its own clock", () => {
  const later = entry({ time: 50, event: 0x16, level: 3, data: u32(0xc0000225) });
  const { boots } = readBootStatusLog(efiLog([start, launched, start, later]));
  assert.deepEqual(
    boots.map(({ outcome }) => outcome.kind),
    ["launched", "failed"],
  );
  assert.deepEqual(
    boots.map(({ entries }) => entries.map(({ clock }) => clock && new Date(clock).toISOString().slice(11, 19))),
    // Seconds before the clock's own entry belong to another clock.
    [
      ["10:00:00", "10:00:09"],
      ["10:00:00", undefined],
    ],
  );
});

const failing = (status: number, path?: string): Buffer =>
  entry({ level: 3, event: 0x13, data: statusAndPath(status, path) });
const briefs: readonly (readonly [entries: readonly Buffer[], brief: string])[] = [
  [[start, launched], "OS launched"],
  [[start, failing(0xc0000428, "\\Windows\\System32\\cimfs.sys")], "Failed: cimfs.sys, STATUS_INVALID_IMAGE_HASH"],
  [[start, failing(0xc0dedead, "\\a.efi")], "Failed: a.efi, 0xC0DEDEAD"],
  [[start, failing(0xc0000225)], "Failed: STATUS_NOT_FOUND"],
  [[start, entry({ level: 3, event: 0x77 })], "Failed: event 0x77"],
  [[start], "Ends after Windows Boot Manager, log initialized"],
];
for (const [entries, brief] of briefs) {
  test(`in a few words: ${brief}`, () => {
    assert.equal(readBootStatusLog(efiLog(entries)).boots.at(-1)?.outcome.brief, brief);
  });
}

test("bytes that are no entry are stepped over and named", () => {
  const damaged = efiLog([start, Buffer.alloc(36, 0xee), launched]);
  const log = readBootStatusLog(damaged);
  assert.deepEqual(codes(log), [[1, 0x31]]);
  assert.deepEqual(
    log.problems.map(({ code, offset }) => [code, offset]),
    [["bootstat-entry", 24 + start.length]],
  );
});

test("offsets and sizes beyond the log are replaced and named", () => {
  for (const [field, value, code] of [
    [8, 0xffffffff, "bootstat-size"],
    [12, 0xfffffff0, "bootstat-offset"],
    [16, 3, "bootstat-offset"],
  ] as const) {
    const bytes = efiLog([start, launched]);
    bytes.writeUInt32LE(value, field);
    assert.ok(
      readBootStatusLog(bytes).problems.some((problem) => problem.code === code && problem.offset === field),
      code,
    );
  }
});

test("a file that is no log is refused with what stands there instead", () => {
  for (const bytes of [Buffer.alloc(0), Buffer.alloc(65_536), Buffer.from("not a boot status log at all")]) {
    assert.throws(() => readBootStatusLog(bytes), { name: "DiskError" });
  }
});

test("damage is survived", () => {
  assertSurvivesDamage(efiLog([start, launched, start, launched]).subarray(0, 512), readBootStatusLog);
});
