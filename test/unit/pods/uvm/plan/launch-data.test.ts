import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { launchData } from "../../../../../server/src/pods/uvm/plan/launch-data.ts";
import { openPolicy } from "../../../../../server/src/pods/uvm/plan/open-policy.ts";
import { sha256 } from "../../../../../server/src/pods/uvm/plan/sha256-portable.ts";

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

const measured: readonly (readonly [policy: string, data: string | undefined, why: string])[] = [
  ["cG9saWN5", "gjQS0erLZ5ViIOUylZ8BBGAwV8iHBIY8o4580Yj9qBI=", "the word policy"],
  [openPolicy, "xJslcuZdrw5b7jtApDvUhSeBaR+Fa7fgUx6MaCYjKFQ=", "the policy that uvmboot brings along"],
  ["", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "no bytes at all"],
  ["not base64!", undefined, "no base64"],
];
for (const [policy, data, why] of measured) {
  test(`launch data: ${why}`, () => assert.equal(launchData(policy), data));
}
