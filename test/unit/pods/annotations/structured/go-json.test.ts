import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type JsonNode, parseGoJson } from "../../../../../server/src/pods/annotations/structured/go-json.ts";

/** Text, Go's error, offset of the character it names. */
const faults: readonly (readonly [string, string, number])[] = [
  ["", "unexpected end of JSON input", 0],
  ["  ", "unexpected end of JSON input", 2],
  ["{", "unexpected end of JSON input", 1],
  ["[1,", "unexpected end of JSON input", 3],
  ['{"a"', "unexpected end of JSON input", 4],
  ['"a', "unexpected end of JSON input", 2],
  ["-", "unexpected end of JSON input", 1],
  ["tru", "unexpected end of JSON input", 3],
  ["hello", "invalid character 'h' looking for beginning of value", 0],
  ["'a'", "invalid character '\\'' looking for beginning of value", 0],
  ["[1,]", "invalid character ']' looking for beginning of value", 3],
  ["{a:1}", "invalid character 'a' looking for beginning of object key string", 1],
  ['{"a":1,}', "invalid character '}' looking for beginning of object key string", 7],
  ['{"a" 1}', "invalid character '1' after object key", 5],
  ['{"a":1 "b":2}', "invalid character '\"' after object key:value pair", 7],
  ["[1 2]", "invalid character '2' after array element", 3],
  ["{} x", "invalid character 'x' after top-level value", 3],
  ["01", "invalid character '1' after top-level value", 1],
  ["-x", "invalid character 'x' in numeric literal", 1],
  ["1.x", "invalid character 'x' after decimal point in numeric literal", 2],
  ["1e+x", "invalid character 'x' in exponent of numeric literal", 3],
  ["trux", "invalid character 'x' in literal true (expecting 'e')", 3],
  ['"C:\\debug"', "invalid character 'd' in string escape code", 4], // a Windows path with single backslashes
  ['"\\u12g4"', "invalid character 'g' in \\u hexadecimal character escape", 5],
  ['"a\nb"', "invalid character '\\n' in string literal", 2],
  ["é", "invalid character 'Ã' looking for beginning of value", 0], // Go names the first byte
];

test("a text that is no JSON gives Go's error at its place", () => {
  for (const [text, error, at] of faults) {
    assert.deepEqual(parseGoJson(text), { ok: false, error, at }, JSON.stringify(text));
  }
});

test("nesting is bounded as in Go and does not exhaust the stack", () => {
  assert.ok(parseGoJson("[".repeat(10_000) + "]".repeat(10_000)).ok);
  const deeper = parseGoJson("[".repeat(10_001));
  assert.deepEqual(deeper, { ok: false, error: "exceeded max depth", at: 10_000 });
});

test("every value knows its place", () => {
  const text = ' {"a": [1, "b"]} ';
  const parsed = parseGoJson(text);
  assert.ok(parsed.ok && parsed.node.kind === "object");
  assert.equal(text.slice(parsed.node.start, parsed.node.end), '{"a": [1, "b"]}');
  const member = parsed.node.members[0];
  assert.ok(member?.value.kind === "array");
  assert.equal(text.slice(member.nameStart, member.nameEnd), '"a"');
  assert.deepEqual(
    member.value.items.map(({ start, end }) => text.slice(start, end)),
    ["1", '"b"'],
  );
});

function plain(node: JsonNode): unknown {
  switch (node.kind) {
    case "object":
      return Object.fromEntries(node.members.map(({ name, value }) => [name, plain(value)]));
    case "array":
      return node.items.map(plain);
    case "number":
      return Number(node.text);
    case "null":
      return null;
    default:
      return node.value;
  }
}

test("what JSON.parse reads, it reads the same way", () => {
  fc.assert(
    fc.property(fc.json({ noUnicodeString: false }), fc.constantFrom(0, 2), (json, indent) => {
      const value: unknown = JSON.parse(json);
      const text = JSON.stringify(value, null, indent);
      const parsed = parseGoJson(text);
      assert.ok(parsed.ok);
      assert.deepEqual(plain(parsed.node), JSON.parse(text.replaceAll(/\\ud[89a-f]../g, "\ufffd")));
    }),
  );
});

test("what JSON.parse refuses, it refuses, and the other way round", () => {
  const fragments = ["{", "}", "[", "]", ",", ":", '"a"', "1", "-0", "1.5e3", "true", "null", " ", "x", '"\\u0041"'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...fragments), { maxLength: 8 }), (parts) => {
      const text = parts.join("");
      let accepted = true;
      try {
        JSON.parse(text);
      } catch {
        accepted = false;
      }
      assert.equal(parseGoJson(text).ok, accepted, text);
    }),
  );
});
