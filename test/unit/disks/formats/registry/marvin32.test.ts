import assert from "node:assert/strict";
import { test } from "node:test";
import { marvin32 } from "../../../../../server/src/disks/formats/registry/marvin32.ts";

/** Published with the runtime that hashes its strings by this function. */
const known: readonly (readonly [bytes: string, hash: string])[] = [
  ["", "30ed35c100cd3c7d"],
  ["af", "48e73fc77d75ddc1"],
  ["e70f", "b5f6e1fc485dbff8"],
  ["37f495", "f0b07c789b8cf7e8"],
  ["8642dc59", "7008f2e87e9cf556"],
];
for (const [bytes, hash] of known) {
  test(`the known hash of ${bytes.length / 2} bytes`, () => {
    const halves = marvin32(Buffer.from(bytes, "hex"), [0x001bdbcc, 0x004fb61a]);
    assert.equal(
      halves
        .toReversed()
        .map((half) => half.toString(16).padStart(8, "0"))
        .join(""),
      hash,
    );
  });
}
