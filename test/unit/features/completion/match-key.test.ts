import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { matchKey, matchQuality } from "../../../../server/src/features/completion/match-key.ts";

const key = "io.microsoft.wcow.debug_data_path";
const cases: readonly (readonly [typed: string, quality: keyof typeof matchQuality | undefined])[] = [
  [key, "exact"],
  ["", "start"],
  ["io.mic", "start"],
  ["debug", "start"],
  ["data_p", "start"],
  ["wcow.debug", "start"],
  ["ebug", "inside"],
  ["imwddp", "scattered"],
  ["debugpath", "scattered"],
  ["gubed", undefined],
  [`${key}s`, undefined],
];
for (const [typed, quality] of cases) {
  test(`"${typed}": ${quality ?? "no match"}`, () => {
    assert.equal(matchKey(typed, key), quality === undefined ? undefined : matchQuality[quality]);
  });
}

test("whatever matches goes on matching while letters are taken back from its end", () => {
  const letters = fc.string({ unit: fc.constantFrom(...Array.from("io.mcrswdebug_atph")), maxLength: 8 });
  fc.assert(
    fc.property(letters, (typed) => {
      if (matchKey(typed, key) !== undefined) assert.notEqual(matchKey(typed.slice(0, -1), key), undefined);
    }),
    { seed: 5, numRuns: 500 },
  );
});
