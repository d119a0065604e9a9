import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { suite, test } from "node:test";
import { rulePages } from "../../../../server/src/pods/rules/pages.ts";

const folder = "server/docs/rules";
const hint = "run `node test/tools/generate-docs.mjs`";

suite("the rules' pages", () => {
  test("there is one for every rule, an index, and nothing else", () => {
    assert.deepEqual(readdirSync(folder).sort(), [...rulePages().keys()].sort(), hint);
  });

  test("they say what the rules say", () => {
    for (const [name, text] of rulePages()) {
      assert.equal(readFileSync(`${folder}/${name}`, "utf8"), text, `${name} is out of date: ${hint}`);
    }
  });
});
