import assert from "node:assert/strict";
import { test } from "node:test";
import { CancellationTokenSource } from "vscode-languageserver/node";
import { Editor } from "./support/editor.ts";
import { goodPod, unquotedCode, unquotedPod } from "./support/specs.ts";
import { type TestClient, withClient } from "./support/test-client.ts";

/** The server still answers, and still finds what is wrong. */
async function assertAlive(client: TestClient): Promise<void> {
  const editor = await Editor.open(client, unquotedPod, "file:///alive.yaml");
  assert.deepEqual(
    (await editor.diagnostics()).map(({ code }) => code),
    [unquotedCode],
  );
}

const malformed: readonly (readonly [method: string, params: object])[] = [
  ["textDocument/didOpen", {}],
  ["textDocument/didOpen", { textDocument: { uri: "file:///a", languageId: 7, version: "x", text: null } }],
  ["textDocument/didChange", { textDocument: { uri: "file:///never-opened", version: 2 }, contentChanges: [] }],
  ["textDocument/didChange", { textDocument: null, contentChanges: "no" }],
  ["textDocument/didClose", { textDocument: { uri: "file:///never-opened" } }],
  ["workspace/didChangeConfiguration", { settings: { confidentialPods: [] } }],
  ["no/such/notification", { a: 1 }],
];
for (const [method, params] of malformed) {
  test(
    `${method} with ${JSON.stringify(params)} is survived`,
    withClient({}, async (client) => {
      await client.connection.sendNotification(method, params);
      await assertAlive(client);
    }),
  );
}

test(
  "malformed requests are answered, by an error or by nothing found",
  withClient({}, async (client) => {
    const { connection } = client;
    for (const [method, params] of [
      ["textDocument/diagnostic", {}],
      ["textDocument/diagnostic", { textDocument: { uri: 7 } }],
      ["textDocument/codeAction", { textDocument: { uri: "file:///a" } }],
      ["no/such/request", {}],
    ] as const) {
      await connection.sendRequest(method, params).catch(() => undefined);
    }
    await assertAlive(client);
  }),
);

test(
  "positions outside of the text are clamped, reversed ranges are put right",
  withClient({}, async (client) => {
    const editor = await Editor.open(client, goodPod);
    const far = { line: 9_999, character: 9_999 };
    await editor.change([{ range: { start: far, end: { line: 0, character: 0 } }, text: unquotedPod }]);
    assert.deepEqual(
      (await editor.diagnostics()).map(({ code }) => code),
      [unquotedCode],
    );
  }),
);

const texts: readonly (readonly [why: string, text: string])[] = [
  ["NUL bytes", `${unquotedPod}\0\0---\n\0`],
  ["a lone surrogate", `# \ud800\n${unquotedPod}`],
  ["a byte order mark and CRLF", `\ufeff${unquotedPod.replaceAll("\n", "\r\n")}`],
  ["10,000 documents", `${unquotedPod}${"---\na: 1\n".repeat(10_000)}`],
  ["nesting of 10,000 in another document", `${unquotedPod}---\n${"[".repeat(10_000)}`],
  [
    "an alias bomb in another document",
    `${unquotedPod}---\na0: &a0 [x, x]\n${Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`).join("")}`,
  ],
];
for (const [why, text] of texts) {
  test(
    `the finding is found in spite of ${why}`,
    withClient({}, async (client) => {
      const editor = await Editor.open(client, text);
      assert.ok((await editor.diagnostics()).some(({ code }) => code === unquotedCode));
    }),
  );
}

test(
  "a file that is too large is said so once, and not read",
  withClient({}, async (client) => {
    const editor = await Editor.open(client, unquotedPod + "# padding\n".repeat(4_000_000));
    const [notice, ...more] = await editor.diagnostics();
    assert.deepEqual(more, []);
    assert.equal(notice?.code, "not-read");
    assert.equal(notice?.severity, 3);
    await editor.close();
    await assertAlive(client);
  }),
);

test(
  "requests that are cancelled at once are all answered",
  withClient({}, async (client) => {
    const editor = await Editor.open(client, unquotedPod);
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => {
        const source = new CancellationTokenSource();
        const params = { textDocument: { uri: editor.uri } };
        const answer = client.connection.sendRequest("textDocument/diagnostic", params, source.token);
        source.cancel();
        return answer;
      }),
    );
    assert.equal(answers.length, 20);
    await assertAlive(client);
  }),
);
