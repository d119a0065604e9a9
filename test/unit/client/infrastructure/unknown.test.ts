import assert from "node:assert/strict";
import { test } from "node:test";
import { listOf, parseJson, property, textProperty } from "../../../../client/src/infrastructure/unknown.ts";

test("only what a value says itself is its property", () => {
  assert.equal(property({ state: 7 }, "state"), 7);
  for (const value of [undefined, null, 7, "text", {}, [], { other: 1 }])
    assert.equal(property(value, "state"), undefined);
  assert.equal(property({}, "toString"), undefined, "not what every object inherits");
  assert.equal(property(parseJson('{"__proto__":{"state":1}}'), "state"), undefined);
});

test("what has another type counts as absent", () => {
  assert.equal(textProperty({ name: "pod" }, "name"), "pod");
  assert.equal(textProperty({ name: 7 }, "name"), "");
  assert.deepEqual(listOf([1, "two"]), [1, "two"]);
  for (const value of [undefined, null, "text", { length: 1 }]) assert.deepEqual(listOf(value), []);
});

test("a text that is not JSON holds nothing", () => {
  for (const text of ["", "{", "undefined"]) assert.equal(parseJson(text), undefined);
  assert.equal(parseJson("null"), null);
});
