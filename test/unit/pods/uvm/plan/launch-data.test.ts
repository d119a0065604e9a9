import assert from "node:assert/strict";
import { test } from "node:test";
import { launchData } from "../../../../../server/src/pods/uvm/plan/launch-data.ts";
import { openPolicy } from "../../../../../server/src/pods/uvm/plan/open-policy.ts";

const measured: readonly (readonly [policy: string, data: string | undefined, why: string])[] = [
  ["cG9saWN5", "gjQS0erLZ5ViIOUylZ8BBGAwV8iHBIY8o4580Yj9qBI=", "the word policy"],
  [openPolicy, "xJslcuZdrw5b7jtApDvUhSeBaR+Fa7fgUx6MaCYjKFQ=", "the policy that uvmboot brings along"],
  ["", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "no bytes at all"],
  ["not base64!", undefined, "no base64"],
];
for (const [policy, data, why] of measured) {
  test(`launch data: ${why}`, () => assert.equal(launchData(policy), data));
}
