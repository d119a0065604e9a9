import assert from "node:assert/strict";
import { test } from "node:test";
import { decodePolicy } from "../../../../server/src/pods/policy/decode-policy.ts";

const read = (text: string) => {
  const result = decodePolicy(Buffer.from(text).toString("base64"));
  assert.ok(result.ok);
  return result.value;
};

const digests: readonly (readonly [text: string, launchData: string])[] = [
  ["", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="],
  ["package policy\n", "idCctcL1ea+nM6H2iuDdX/E+We+nW4cMZMqf1i6ewTk="],
];
for (const [text, launchData] of digests) {
  test(`launch data of ${JSON.stringify(text)}`, () => assert.equal(read(text).launchData, launchData));
}

test("size counts bytes, the digest is the launch data in hexadecimal", () => {
  const { size, digest, launchData } = read("# ä\n");
  assert.equal(size, 5);
  assert.equal(Buffer.from(launchData, "base64").toString("hex"), digest);
});

test("what is not base64 fails with Go's error", () => {
  assert.deepEqual(decodePolicy("a b"), { ok: false, error: "illegal base64 data at input byte 1" });
});

const forms: readonly (readonly [text: string, form: string])[] = [
  ["", "empty"],
  ['{"allow_all": true}', "json"],
  ["\n  {}", "json"],
  ["package policy", "rego"],
];
for (const [text, form] of forms) {
  test(`${JSON.stringify(text)} is ${form}`, () => assert.equal(read(text).form, form));
}

test("bytes that are no UTF-8 are said to be none", () => {
  const result = decodePolicy(Buffer.from([0xff, 0xfe, 0x00]).toString("base64"));
  assert.ok(result.ok && !result.value.utf8);
});
