import assert from "node:assert/strict";
import { test } from "node:test";
import { withClient } from "./support/test-client.ts";

interface Template {
  readonly title: string;
  readonly syntax: string;
  readonly snippet: string;
}

test(
  "whole specs to start from, in both syntaxes, each with places to type over",
  withClient({}, async (client) => {
    const answer: { readonly templates: readonly Template[] } = await client.connection.sendRequest(
      "confidentialPods/specTemplates",
    );
    const { templates } = answer;
    assert.deepEqual([...new Set(templates.map(({ syntax }) => syntax))].sort(), ["json", "yaml"]);
    assert.ok(templates.some(({ title }) => title === "Confidential Windows pod"));
    for (const { title, snippet } of templates) assert.match(snippet, /\$\{1:/, title);
  }),
);
