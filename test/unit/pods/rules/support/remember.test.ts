import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { remember } from "../../../../../server/src/pods/rules/support/remember.ts";

suite("remembering answers", () => {
  test("an answer is worked out once, undefined included", () => {
    const asked: string[] = [];
    const nothing = remember((text): undefined => {
      asked.push(text);
    });
    nothing("a");
    nothing("a");
    nothing("b");
    assert.deepEqual(asked, ["a", "b"]);
  });

  test("it does not grow without bound", () => {
    let asked = 0;
    const count = remember(() => ++asked);
    for (let index = 0; index < 1001; index++) count(String(index));
    count("0");
    assert.equal(asked, 1002);
  });
});
