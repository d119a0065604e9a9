import assert from "node:assert/strict";
import { test } from "node:test";
import { describeCounts, describeUnread } from "../../../../client/src/authoring/describe-counts.ts";

const none = { files: 12, error: 0, warning: 0, information: 0, hint: 0 };
const cases = [
  [none, "No problems found in 12 files."],
  [{ ...none, files: 1 }, "No problems found in 1 file."],
  [{ ...none, error: 1 }, "1 error in 12 files."],
  [{ ...none, error: 3, hint: 1 }, "3 errors and 1 note in 12 files."],
  [{ files: 2, error: 1, warning: 2, information: 3, hint: 4 }, "1 error, 2 warnings and 7 notes in 2 files."],
] as const;

for (const [counts, text] of cases) test(text, () => assert.equal(describeCounts(counts), text));

test("what could not be read is named, as far as there is room", () => {
  assert.equal(describeUnread([]), "");
  assert.match(describeUnread(["secret", "big.yaml"]), /^ Not read, .*: secret, big\.yaml\.$/);
  assert.match(describeUnread(["a", "b", "c", "d", "e"]), /: a, b, c and 2 more\.$/);
});
