import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { sha256 } from "../../../server/src/web/sha256.ts";

const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

test("SHA-256 without Node is what OpenSSL says, at every length around the ends of blocks", () => {
  for (let length = 0; length < 200; length += 1) {
    const bytes = new Uint8Array(length).map((_, index) => index * 7 + length);
    assert.equal(Buffer.from(sha256(bytes)).toString("hex"), digest(bytes), `${length} bytes`);
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1000 }), (bytes) => {
      assert.equal(Buffer.from(sha256(bytes)).toString("hex"), digest(bytes));
    }),
    { seed: 1, numRuns: 100 },
  );
});
