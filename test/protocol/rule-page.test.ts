import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { withClient } from "./support/test-client.ts";

test(
  "the page of a rule is the one of the docs folder; there is none of a rule that does not exist",
  withClient({}, async ({ connection }) => {
    const page = async (code: unknown): Promise<unknown> => {
      const answer: { readonly content: unknown } = await connection.sendRequest("confidentialPods/rulePage", { code });
      return answer.content;
    };
    assert.equal(await page("debug-needs-policy"), readFileSync("server/docs/rules/debug-needs-policy.md", "utf8"));
    for (const code of ["no-such-rule", "../README", "", 7]) assert.equal(await page(code), null, String(code));
  }),
);
