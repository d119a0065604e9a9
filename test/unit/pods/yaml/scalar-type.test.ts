import assert from "node:assert/strict";
import { test } from "node:test";
import { plainScalarType, taggedScalarType } from "../../../../server/src/pods/yaml/scalar-type.ts";

const cases: readonly (readonly [ReturnType<typeof plainScalarType>, readonly string[]])[] = [
  ["boolean", ["true", "True", "TRUE", "false", "False", "FALSE"]],
  ["boolean11", ["y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "n", "N", "no", "No", "NO", "off", "Off", "OFF"]],
  ["null", ["", "~", "null", "Null", "NULL"]],
  ["number", ["0", "-1", "+4096", "1.5", ".5", "5.", "1e3", "1E-3", "0x1F", "0o17", "0777", "0999", "0b11", "1_000"]],
  ["number", [".inf", "-.Inf", "+.INF", ".nan", ".NaN"]],
  // goyaml.v2 makes strings of timestamps, knows no sexagesimal numbers, and takes words only in the spellings above.
  ["string", ["2001-01-01", "2001-12-14t21:59:43.10-05:00", "190:20:30", "tRUE", "yEs", "nULL", "oN"]],
  ["string", ["1.2.3", "0x", "1e", "-", "+", ".", "...", "2Gi", "1 000", "0b12", "e3", "<<", "="]],
];

for (const [type, texts] of cases) {
  test(`kubectl takes ${texts.slice(0, 3).join(", ")} … for ${type}`, () => {
    for (const text of texts) assert.equal(plainScalarType(text), type, text);
  });
}

test("core tags give their type, any other tag text", () => {
  assert.equal(taggedScalarType("!!bool"), "boolean");
  assert.equal(taggedScalarType("!!int"), "number");
  assert.equal(taggedScalarType("!!float"), "number");
  assert.equal(taggedScalarType("!!null"), "null");
  assert.equal(taggedScalarType("!!str"), "string");
  assert.equal(taggedScalarType("!<tag:yaml.org,2002:bool>"), "boolean");
  assert.equal(taggedScalarType("!Ref"), "string");
  assert.equal(taggedScalarType("!"), "string");
});
