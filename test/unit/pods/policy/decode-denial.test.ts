import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { decodeDenial } from "../../../../server/src/pods/policy/decode-denial.ts";

const decision = {
  decision: "deny",
  input: { rule: "create_container", argList: ["cmd"] },
  reason: { errors: ["invalid command", "no overlay mounted"] },
  truncated: ["reason.error_objects"],
};
const encoded = Buffer.from(JSON.stringify(decision)).toString("base64");
const error = `failed to create container: CreateContainer operation is denied by policy: policyDecision< ${encoded} >policyDecision`;

const denialIn = (text: string) => {
  const decoded = decodeDenial(text);
  return decoded.ok ? decoded.denial : assert.fail(decoded.error);
};
const errorIn = (text: string): string => {
  const decoded = decodeDenial(text);
  return decoded.ok ? "" : decoded.error;
};

suite("a policy denial", () => {
  test("is found in an error and decoded", () => {
    const { json, ...rest } = denialIn(error);
    assert.deepEqual(rest, {
      operation: "CreateContainer operation is denied by policy",
      decision: "deny",
      reasons: ["invalid command", "no overlay mounted"],
      policyError: undefined,
      truncated: ["reason.error_objects"],
      rule: "create_container",
    });
    assert.deepEqual(JSON.parse(json), decision);
  });

  const disguises: readonly (readonly [why: string, text: string])[] = [
    ["a JSON log escapes the marks", error.replace("<", "\\u003c").replace(">", "\\u003e")],
    ["a terminal wraps lines", error.replace(encoded, encoded.replace(/(.{60})/g, "$1\r\n"))],
    ["a quoted log line escapes line breaks", error.replace(encoded, encoded.replace(/(.{60})/g, "$1\\n"))],
    ["more text follows", `${error}: unknown\nnext line >policyDecision`],
  ];
  for (const [why, text] of disguises) {
    test(`is found where ${why}`, () => assert.equal(denialIn(text).rule, "create_container"));
  }

  test("of a policy that does not compile says so", () => {
    const fault = { decision: "deny", reason: "Security policy is not valid.", policyError: "rego_parse_error" };
    const text = `policyDecision< ${Buffer.from(JSON.stringify(fault)).toString("base64")} >policyDecision`;
    const { operation, reasons, policyError } = denialIn(text);
    assert.deepEqual([operation, reasons, policyError], ["", ["Security policy is not valid."], "rego_parse_error"]);
  });

  test("that cannot be read is a sentence", () => {
    assert.match(errorIn("exec is denied due to policy"), /no policy decision .*\.$/);
    assert.match(errorIn(error.slice(0, -40)), /cut off/);
    assert.match(errorIn("policyDecision< x >policyDecision"), /damaged: illegal base64/);
    assert.match(errorIn("policyDecision< eA== >policyDecision"), /not JSON/);
    assert.match(errorIn("x".repeat(5_000_000)), /too long/);
  });

  test("of any other JSON has nothing to say but itself", () => {
    for (const value of ["null", "[]", '"deny"', '{"reason":7,"truncated":{}}']) {
      const text = `policyDecision<${Buffer.from(value).toString("base64")}>policyDecision`;
      assert.deepEqual(denialIn(text).reasons, [], value);
    }
  });
});
