import assert from "node:assert/strict";
import { test } from "node:test";
import { Editor } from "./support/editor.ts";
import { unquotedCode, unquotedPod } from "./support/specs.ts";
import { withClient } from "./support/test-client.ts";

test(
  "what the server tries out by itself after the first findings shows nowhere",
  withClient({}, async (client) => {
    const said: unknown[] = [];
    client.connection.onNotification("window/logMessage", (params) => void said.push(params));
    client.connection.onNotification("textDocument/publishDiagnostics", (params) => void said.push(params));
    const editor = await Editor.open(client, unquotedPod);
    const codes = async (): Promise<readonly unknown[]> => (await editor.diagnostics()).map(({ code }) => code);
    assert.deepEqual(await codes(), [unquotedCode]);
    // It takes its turns between these.
    for (let asked = 0; asked < 60; asked++) {
      const at = { textDocument: { uri: editor.uri }, position: editor.positionOf("sizeinmb") };
      assert.match(JSON.stringify(await client.connection.sendRequest("textDocument/hover", at)), /sizeinmb/);
    }
    assert.deepEqual(await codes(), [unquotedCode]);
    assert.deepEqual(said, []);
  }),
);
