import assert from "node:assert/strict";
import { test } from "node:test";
import type { Diagnostic, Message } from "vscode-languageserver/node";
import { messageBytes } from "../../../../server/src/features/diagnostics/message-bytes.ts";

const diagnostic = (message: string): Diagnostic => ({
  range: { start: { line: 1, character: 2 }, end: { line: 1, character: 5 } },
  message,
  severity: 1,
});

const [plain, strange] = [diagnostic("plain"), diagnostic('"quoted"\\ \u{1F512} \u2028 \uD800')];

const answer = (result: unknown): Message & Readonly<Record<string, unknown>> => ({ jsonrpc: "2.0", id: 7, result });

const messages: Readonly<Record<string, Message>> = {
  "a report without findings": answer({ kind: "full", resultId: "1", items: [] }),
  "a report of one finding": answer({ kind: "full", items: [strange] }),
  "a report of several, one of them twice": answer({ kind: "full", resultId: "2", items: [plain, strange, plain] }),
  "the same findings in another order": answer({ kind: "full", resultId: "3", items: [strange, plain] }),
  "an unchanged report": answer({ kind: "unchanged", resultId: "3" }),
  "a workspace report": answer({ items: [{ kind: "full", uri: "file:///a", version: null, items: [plain] }] }),
  "an answer of nothing": answer(null),
  "a list of completions": answer({ isIncomplete: false, items: [{ label: "a" }] }),
};

for (const [name, message] of Object.entries(messages)) {
  test(`${name} is written as JSON.stringify writes it`, () => {
    assert.deepEqual(JSON.parse(messageBytes(message).toString("utf8")), JSON.parse(JSON.stringify(message)));
  });
}
