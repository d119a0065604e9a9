import assert from "node:assert/strict";
import { test } from "node:test";
import type { CompletionItem } from "vscode-languageserver/node";
import { completed, completionsAt, openAt } from "./support/cursor.ts";
import { pullingClient, withClient } from "./support/test-client.ts";

const capabilities = {
  ...pullingClient,
  textDocument: {
    ...pullingClient.textDocument,
    completion: { completionItem: { snippetSupport: true, labelDetailsSupport: true } },
  },
};
const spec = (line: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n    ${line}\nspec:\n  runtimeClassName: runhcs-wcow-hypervisor\n`;
const family = "io.microsoft.virtualmachine";
const labeled = (items: readonly CompletionItem[], label: string): CompletionItem | undefined =>
  items.find((item) => item.label === label);

test(
  "a list shows what tells keys apart, and inserts whole ones",
  withClient({ capabilities }, async (client) => {
    const at = await openAt(client, spec(`${family}.com|`));
    const size = labeled(await completionsAt(client, at), "computetopology.memory.sizeinmb");
    assert.equal(completed(at, size), spec(`${family}.computetopology.memory.sizeinmb: "1024"`));
    const resolved: CompletionItem = await client.connection.sendRequest("completionItem/resolve", size);
    assert.equal(resolved.detail, `${family}.computetopology.memory.sizeinmb`);
  }),
);

const beside: readonly (readonly [label: string, text: string | undefined])[] = [
  ["lcow.kerneldirectboot", "Linux pods only"],
  ["wcow.forwardlogs", "now forwardlogs.enable"],
  ["io.microsoft.wcow.debug", "not in pod_annotations"],
];
test(
  "beside a label stands why a key does not fit",
  withClient({ capabilities }, async (client) => {
    const items = await completionsAt(client, await openAt(client, spec("|")));
    for (const [label, text] of beside) assert.equal(labeled(items, label)?.labelDetails?.description, text, label);
  }),
);
