import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { countLetters, editDistance, leastDistance } from "../../../../server/src/pods/annotations/edit-distance.ts";

test("each slip counts one", () => {
  const cases: readonly (readonly [string, string, number])[] = [
    ["", "", 0],
    ["debug", "debug", 0],
    ["debgu", "debug", 1], // swapped neighbors
    ["debg", "debug", 1],
    ["debuug", "debug", 1],
    ["debag", "debug", 1],
    ["edbgu", "debug", 2],
    ["", "ab", 2],
    ["ca", "abc", 3], // a swapped pair is not edited again
  ];
  for (const [a, b, distance] of cases) assert.equal(editDistance(a, b, 9), distance, `${a} ${b}`);
});

test("beyond the limit it says one more, whatever the distance", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), fc.nat(5), (a, b, limit) => {
      assert.equal(editDistance(a, b, limit), Math.min(editDistance(a, b, 99), limit + 1));
    }),
  );
});

test("what both texts begin with costs nothing", () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (start, a, b) => {
      assert.ok(editDistance(start + a, start + b, 9) <= editDistance(a, b, 9));
    }),
  );
  assert.equal(editDistance("xxab", "xxba", 1), 1);
});

test("it is the same both ways", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
      assert.equal(editDistance(a, b, 99), editDistance(b, a, 99));
    }),
  );
});

test("letters alone never promise more than the distance is", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
      assert.ok(leastDistance(countLetters(a), countLetters(b)) <= editDistance(a, b, 99));
    }),
  );
  assert.equal(leastDistance(countLetters("debug"), countLetters("debut")), 1);
});
