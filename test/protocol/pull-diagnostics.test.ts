import assert from "node:assert/strict";
import { test } from "node:test";
import { Editor } from "./support/editor.ts";
import { goodPod, longFile, podWith, unquotedCode, unquotedPod } from "./support/specs.ts";
import { withClient } from "./support/test-client.ts";

test(
  "a finding comes with its place, code, severity and source",
  withClient({}, async (client) => {
    const [found, ...more] = await (await Editor.open(client, unquotedPod)).diagnostics();
    assert.deepEqual(more, []);
    assert.deepEqual(found?.range, { start: { line: 5, character: 65 }, end: { line: 5, character: 69 } });
    assert.equal(found?.code, unquotedCode);
    assert.equal(found?.severity, 1);
    assert.equal(found?.source, "confidential-pods");
    assert.equal(found?.codeDescription, undefined);
  }),
);

test(
  "the code links to the rule's page inside the editor whose URI scheme the client gave",
  withClient({ initializationOptions: { uriScheme: "code-oss" } }, async (client) => {
    const [found] = await (await Editor.open(client, unquotedPod)).diagnostics();
    assert.equal(found?.codeDescription?.href, `code-oss://confidential-pods.confidential-pods/rules/${unquotedCode}`);
  }),
);

test(
  "an edit is answered with what it changed",
  withClient({}, async (client) => {
    const editor = await Editor.open(client, goodPod);
    assert.deepEqual(await editor.diagnostics(), []);
    await editor.edit(goodPod.indexOf('"4096"'), 6, "yes");
    assert.deepEqual(
      (await editor.diagnostics()).map(({ code }) => code),
      [unquotedCode],
    );
    await editor.change([{ text: goodPod }]);
    assert.deepEqual(await editor.diagnostics(), []);
  }),
);

test(
  "the same text is answered with `unchanged`, an edited one in full",
  withClient({}, async (client) => {
    const editor = await Editor.open(client, unquotedPod);
    const first = await editor.pull();
    const { resultId } = first;
    assert.deepEqual(await editor.pull(resultId), { kind: "unchanged", resultId });
    await editor.edit(0, 0, "# a comment\n");
    const moved = await editor.pull(resultId);
    assert.ok(moved.kind === "full" && moved.items[0]?.range.start.line === 6);
  }),
);

test(
  "findings of an untouched document move with the lines above it",
  withClient({}, async (client) => {
    const editor = await Editor.open(client, `${goodPod}---\n${unquotedPod}`);
    const [before] = await editor.diagnostics();
    await editor.edit(0, 0, "\n\n");
    const [after] = await editor.diagnostics();
    assert.equal(after?.range.start.line, (before?.range.start.line ?? 0) + 2);
  }),
);

test(
  "a file of 10,000 lines is answered with the one finding that it has, after an edit as well",
  withClient({}, async (client) => {
    const editor = await Editor.open(client, longFile(10_000));
    const [found] = await editor.diagnostics();
    assert.equal(found?.code, unquotedCode);
    await editor.edit(editor.text.indexOf(": 4096") + 2, 4, '"4096"');
    assert.deepEqual(await editor.diagnostics(), []);
  }),
);

const foreign: readonly (readonly [why: string, text: string, languageId: string])[] = [
  ["a pod without our annotations", podWith("4096", "example.com/size").replace(/.*securitypolicy.*\n/, ""), "yaml"],
  ["a broken YAML file", "a: [\n b: }", "yaml"],
  ["nothing", "", "yaml"],
  ["some JSON", '{"a": 1}', "json"],
];
for (const [why, text, languageId] of foreign) {
  test(
    `silent on ${why}`,
    withClient({}, async (client) => {
      assert.deepEqual(await (await Editor.open(client, text, "file:///x", languageId)).diagnostics(), []);
    }),
  );
}

test(
  "a document that is closed has no diagnostics",
  withClient({}, async (client) => {
    const editor = await Editor.open(client, unquotedPod);
    await editor.close();
    assert.deepEqual(await editor.diagnostics(), []);
  }),
);
