import assert from "node:assert/strict";
import { test } from "node:test";
import { shortId } from "../../../../client/src/artifacts/runs/run.ts";
import { sizeText, timeText } from "../../../../client/src/artifacts/tree/texts.ts";

const sizes: readonly (readonly [number, string])[] = [
  [0, "0 bytes"],
  [1023, "1023 bytes"],
  [1024, "1 KiB"],
  [1536, "1.5 KiB"],
  [75_497_984, "72 MiB"],
  [40 * 1024 ** 3, "40 GiB"],
  [3 * 1024 ** 5, "3072 TiB"],
];

for (const [bytes, text] of sizes) test(`${bytes} bytes`, () => assert.equal(sizeText(bytes), text));

test("times are the machine's own; what is not set or no time is empty", () => {
  assert.equal(timeText(new Date(2026, 6, 1, 9, 5).getTime()), "2026-07-01 09:05");
  for (const none of [0, Number.NaN, 1e30]) assert.equal(timeText(none), "");
});

test("only the 64 digits of a pod are cut", () => {
  assert.equal(shortId(`${"0123456789abcdef".repeat(4)}@vm`), "0123456789ab…@vm");
  assert.equal(shortId("uvmboot-0"), "uvmboot-0");
});
