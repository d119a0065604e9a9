import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { compactJson, prettyJson } from "../../../../server/src/features/payloads/json-layout.ts";

suite("the layout of JSON", () => {
  test("is that of JSON.stringify, and means the same", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 3, "\t"), (value, space) => {
        const written = JSON.stringify(value, undefined, space);
        assert.equal(prettyJson(written), `${JSON.stringify(value, undefined, 2)}\n`);
        assert.equal(compactJson(written), JSON.stringify(value));
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  test("keeps numbers and strings as they are written", () => {
    const odd = '{"a": 18446744073709551615, "b": 1.0e+2, "c": "\\u0041\\/\\"", "a": -0}';
    assert.equal(compactJson(odd), '{"a":18446744073709551615,"b":1.0e+2,"c":"\\u0041\\/\\"","a":-0}');
    assert.equal(compactJson(prettyJson(odd)), compactJson(odd));
  });

  test("grows in step with what is only nested deep", () => {
    const depth = 20_000;
    assert.ok(prettyJson("[".repeat(depth) + "]".repeat(depth)).length < depth * 200);
  });
});
