import assert from "node:assert/strict";
import { test } from "node:test";
import { asUint64, goMap, goStruct } from "../../../../../server/src/pods/uvm/plan/go-struct.ts";

test("a struct leaves out what Go calls empty, and keeps pointers to empty structs", () => {
  const members = { a: 0, b: 0n, c: "", d: false, e: [], f: null, g: undefined, h: {}, i: [0], j: -1, k: " ", l: true };
  assert.deepEqual(goStruct(members), { h: {}, i: [0], j: -1, k: " ", l: true });
});

test("a map is sorted, and an empty one is left out", () => {
  assert.equal(goMap({}), undefined);
  assert.deepEqual(Object.keys(goMap({ b: 1, a: "", c: {} }) ?? {}), ["a", "b", "c"]);
});

test("a negative int32 becomes a huge uint64", () => {
  assert.equal(asUint64(-1), 18446744073709551615n);
  assert.equal(asUint64(7), 7n);
});
