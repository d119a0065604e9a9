import assert from "node:assert/strict";
import { test } from "node:test";
import type { CodeAction, Range } from "vscode-languageserver/node";
import { Editor } from "./support/editor.ts";
import { goodPod, unquotedCode, unquotedPod } from "./support/specs.ts";
import { withClient } from "./support/test-client.ts";

const everywhere: Range = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };
const preferred = (actions: readonly CodeAction[]): CodeAction | undefined =>
  actions.find(({ isPreferred }) => isPreferred === true);
const titled = (actions: readonly CodeAction[], title: string): CodeAction | undefined =>
  actions.find((action) => action.title === title);

test(
  "the preferred quick fix of a diagnostic mends it",
  withClient({}, async (client) => {
    const editor = await Editor.open(client, unquotedPod);
    const diagnostics = [...(await editor.diagnostics())];
    const actions = await editor.actions(diagnostics[0]?.range ?? everywhere, { diagnostics });
    assert.deepEqual(preferred(actions)?.diagnostics, diagnostics);
    assert.equal(editor.applied(preferred(actions)), goodPod);
  }),
);

test(
  "nothing is offered where the cursor is on no finding",
  withClient({}, async (client) => {
    const editor = await Editor.open(client, unquotedPod);
    const start = { line: 0, character: 0 };
    assert.deepEqual(await editor.actions({ start, end: start }), []);
  }),
);

test(
  "fix-all comes on request only and makes every preferred fix at once",
  withClient({}, async (client) => {
    const editor = await Editor.open(client, [unquotedPod, goodPod, unquotedPod].join("---\n"));
    for (const only of [["source.fixAll.confidentialPods"], ["source.fixAll"], ["source"]]) {
      const [action, ...more] = await editor.actions(everywhere, { only });
      assert.deepEqual(more, []);
      assert.equal(editor.applied(action), [goodPod, goodPod, goodPod].join("---\n"));
    }
    const lightBulb = await editor.actions(everywhere);
    assert.ok(lightBulb.every(({ kind }) => kind === "quickfix"));
    assert.deepEqual(await editor.actions(everywhere, { only: ["refactor"] }), []);
  }),
);

test(
  "nothing to fix is no action",
  withClient({}, async (client) => {
    const editor = await Editor.open(client, goodPod);
    assert.deepEqual(await editor.actions(everywhere, { only: ["source.fixAll.confidentialPods"] }), []);
  }),
);

for (const [place, lineBreak] of [
  ["on this line", "\r\n"],
  ["in this file", "\r\n"],
  ["on this line", "\r"],
  ["in this file", "\r"],
] as const) {
  test(
    `suppressing ${place} leaves nothing to report, where lines end with ${JSON.stringify(lineBreak)}`,
    withClient({}, async (client) => {
      const editor = await Editor.open(client, unquotedPod.replaceAll("\n", lineBreak));
      const action = titled(await editor.actions(everywhere), `Suppress ${unquotedCode} ${place}`);
      const text = editor.applied(action);
      assert.equal(text.replaceAll(lineBreak, "").search(/[\r\n]/), -1, "its own line breaks only");
      await editor.change([{ text }]);
      assert.deepEqual(await editor.diagnostics(), []);
    }),
  );
}

test(
  "plain JSON cannot carry a comment, JSON with comments can",
  withClient({}, async (client) => {
    const text = '{"metadata":{"name":"a","uid":"b"},"annotations":{"io.microsoft.wcow.debgu":"true"}}';
    for (const [languageId, offered] of [
      ["json", false],
      ["jsonc", true],
    ] as const) {
      const editor = await Editor.open(client, text, `file:///${languageId}`, languageId);
      const actions = await editor.actions(everywhere);
      assert.equal(
        actions.some(({ title }) => title.startsWith("Suppress")),
        offered,
      );
    }
  }),
);
