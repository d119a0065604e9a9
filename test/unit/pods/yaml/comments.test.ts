import assert from "node:assert/strict";
import { test } from "node:test";
import { commentsOf } from "../../../../server/src/pods/yaml/comments.ts";
import { readDocument } from "../../../../server/src/pods/yaml/read-document.ts";

function comments(text: string, syntax: "yaml" | "json"): readonly string[] {
  return commentsOf(text, readDocument(text, syntax)).map(({ span }) => text.slice(span.start, span.end));
}

test("YAML comments stand behind white space and outside scalars", () => {
  const text = [
    "# top",
    "a: b#c # one",
    "d: 'e # f' # two",
    'g: "h',
    '  # i"  # three',
    "j: |  # four",
    "  # text",
    "k: [x, # five",
    "  y]",
    "#last",
  ].join("\r\n");
  assert.deepEqual(comments(text, "yaml"), ["# top", "# one", "# two", "# three", "# four", "# five", "#last"]);
});

test("JSON comments stand outside strings", () => {
  const text = '// top\n{"a": "// no", /* one */ "b": 1 // two\n/* open';
  assert.deepEqual(comments(text, "json"), ["// top", "/* one */", "// two", "/* open"]);
});
