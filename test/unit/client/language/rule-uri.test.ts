import assert from "node:assert/strict";
import { test } from "node:test";
import { ruleCodeOf, rulePageScheme, rulePageUri } from "../../../../client/src/language/rule-uri.ts";

const uris: readonly [scheme: string, path: string, code: string | undefined][] = [
  ["vscode", "/rules/debug-needs-policy", "debug-needs-policy"],
  ["vscode-insiders", "/rules/value-uint32/", "value-uint32"],
  [rulePageScheme, "/debug-needs-policy.md", "debug-needs-policy"],
  // Nothing but kebab-case leaves the folder of pages.
  ["vscode", "/rules/../../package.json", undefined],
  ["vscode", "/rules/..%2f..%2fpackage", undefined],
  [rulePageScheme, "/../secret.md", undefined],
  [rulePageScheme, "/.md", undefined],
  ["vscode", "/rules/", undefined],
  ["vscode", "/other/debug-needs-policy", undefined],
];

for (const [scheme, path, code] of uris) {
  test(`${scheme}:${path} is ${code ?? "no rule"}`, () => assert.equal(ruleCodeOf({ scheme, path }), code));
}

test("the page of a rule leads back to it", () => assert.equal(ruleCodeOf(rulePageUri("key-unknown")), "key-unknown"));
