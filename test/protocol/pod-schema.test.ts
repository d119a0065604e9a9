import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { withClient } from "./support/test-client.ts";

test(
  "the packaged schemas are those that are published",
  withClient({}, async (client) => {
    const contentOf = async (name: string): Promise<unknown> => {
      const result: { content: unknown } = await client.connection.sendRequest("confidentialPods/podSchema", { name });
      return result.content;
    };
    for (const name of ["pod-annotations.schema.json", "pod-annotations.strict.schema.json"]) {
      assert.equal(await contentOf(name), readFileSync(`schemas/generated/${name}`, "utf8"));
    }
    assert.equal(await contentOf("other.json"), null);
  }),
);
