import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { allRules } from "../../../../server/src/pods/rules/all-rules.ts";
import { listRules, ruleByCode } from "../../../../server/src/pods/rules/explain.ts";
import { rulePage } from "../../../../server/src/pods/rules/rule-page.ts";
import { asDocument, findingsIn } from "./sample.ts";

suite("the catalogue of rules", () => {
  test("no two rules have the same code", () => {
    assert.equal(new Set(allRules.map(({ code }) => code)).size, allRules.length);
  });

  for (const rule of allRules) {
    test(`${rule.code} can be looked up, listed and explained`, () => {
      assert.match(rule.code, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.match(rule.title, /^\S.*[^.]$/);
      assert.equal(ruleByCode(rule.code), rule);
      assert.ok(listRules().includes(rule));
      assert.ok(rulePage(rule).includes(rule.title));
    });

    test(`${rule.code} says it in a sentence or two`, () => {
      for (const { message, span } of findingsIn(asDocument(rule.examples.bad), rule.examples.target)) {
        assert.ok(message.length <= 400, message);
        assert.match(message, /^\S.*[.?]$/s);
        assert.ok(span.end > span.start, message);
      }
    });
  }

  test("an unknown code has no rule", () => {
    assert.equal(ruleByCode("no-such-rule"), undefined);
  });
});
