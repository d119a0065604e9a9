import assert from "node:assert/strict";
import { test } from "node:test";
import { sizeText } from "../../../../client/src/infrastructure/size-text.ts";

const sizes: readonly (readonly [number, string])[] = [
  [0, "0 bytes"],
  [1, "1 byte"],
  [1023, "1023 bytes"],
  [1024, "1 KiB"],
  [1536, "1.5 KiB"],
  [75_497_984, "72 MiB"],
  [40 * 1024 ** 3, "40 GiB"],
  [3 * 1024 ** 5, "3072 TiB"],
];

for (const [bytes, text] of sizes) test(`${bytes} bytes`, () => assert.equal(sizeText(bytes), text));
