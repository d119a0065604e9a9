import assert from "node:assert/strict";
import { test } from "node:test";
import { encodePolicy } from "../../../../client/src/boot/source/encode-policy.ts";

const rego = Buffer.from("package policy\n");
const encoded = rego.toString("base64");

test("Rego is encoded as it is, and what is base64 already stays", () => {
  assert.equal(encodePolicy("policy.rego", rego), encoded);
  assert.equal(encodePolicy("policy.b64", Buffer.from(`${encoded}\r\n`)), encoded);
});

for (const nothing of ["", " \n"]) {
  test(`a file that holds ${JSON.stringify(nothing)} is refused, where the guest would allow everything`, () => {
    assert.throws(() => encodePolicy("C:\\policy.rego", Buffer.from(nothing)), {
      code: "no-policy",
      message: /C:\\policy.rego is empty/,
    });
  });
}
