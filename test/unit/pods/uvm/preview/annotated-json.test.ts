import assert from "node:assert/strict";
import { test } from "node:test";
import { annotateJson } from "../../../../../server/src/pods/uvm/preview/annotated-json.ts";

test("a remark stands behind its value, behind the comma, or behind the brace that opens it", () => {
  const value = { a: 1, b: { c: "x", d: {} }, e: [], f: [{ g: true }] };
  const text = annotateJson(value, (path) => (path.at(-1) === "0" ? undefined : path.join("/")));
  assert.equal(
    text,
    `{
  "a": 1, // a
  "b": { // b
    "c": "x", // b/c
    "d": {} // b/d
  },
  "e": [], // e
  "f": [ // f
    {
      "g": true // f/0/g
    }
  ]
}`,
  );
});

test("without its comments it is the value, whatever the remarks and strings hold", () => {
  const value = { "// no": "// comment", list: ["\u2028", "a\nb", '"'], number: 1 };
  const text = annotateJson(value, () => 'two\nlines, "quoted"');
  const bare = text.replaceAll(/ \/\/ two lines, "quoted"$/gm, "");
  assert.deepEqual(JSON.parse(bare), value);
});

test("a value without members is one line", () => {
  assert.equal(
    annotateJson({}, () => "never"),
    "{}",
  );
});
