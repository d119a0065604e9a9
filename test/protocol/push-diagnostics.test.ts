import assert from "node:assert/strict";
import { test } from "node:test";
import type { PublishDiagnosticsParams } from "vscode-languageserver/node";
import { Editor } from "./support/editor.ts";
import { goodPod, unquotedCode, unquotedPod } from "./support/specs.ts";
import { type TestClient, withClient } from "./support/test-client.ts";

/** The next diagnostics that the server sends for a version of the document. */
const published = (client: TestClient, version: number | undefined): Promise<PublishDiagnosticsParams> =>
  new Promise((resolve) => {
    const listening = client.connection.onNotification(
      "textDocument/publishDiagnostics",
      (params: PublishDiagnosticsParams) => {
        if (params.version !== version) return;
        listening.dispose();
        resolve(params);
      },
    );
  });

test(
  "a client that does not pull is sent diagnostics on open, edit and close",
  withClient({ capabilities: {} }, async (client) => {
    const onOpen = published(client, 1);
    const editor = await Editor.open(client, unquotedPod);
    assert.deepEqual(
      (await onOpen).diagnostics.map(({ code }) => code),
      [unquotedCode],
    );

    const onEdit = published(client, 2);
    await editor.change([{ text: goodPod }]);
    assert.deepEqual((await onEdit).diagnostics, []);

    const onClose = published(client, undefined);
    await editor.close();
    assert.deepEqual((await onClose).diagnostics, []);
  }),
);

test(
  "of a burst of edits the last one is always answered",
  withClient({ capabilities: {} }, async (client) => {
    const editor = await Editor.open(client, goodPod);
    const last = published(client, 102);
    for (let round = 0; round < 50; round++) {
      await editor.edit(0, 0, "#");
      await editor.edit(0, 1, "");
    }
    await editor.change([{ text: unquotedPod }]);
    assert.deepEqual(
      (await last).diagnostics.map(({ code }) => code),
      [unquotedCode],
    );
  }),
);

test(
  "settings that are pushed along with their change count at once",
  withClient({ capabilities: {} }, async (client) => {
    const onOpen = published(client, 1);
    await Editor.open(client, unquotedPod);
    await onOpen;
    const again = published(client, 1);
    await client.connection.sendNotification("workspace/didChangeConfiguration", {
      settings: { confidentialPods: { rules: { [unquotedCode]: "off" } } },
    });
    assert.deepEqual((await again).diagnostics, []);
  }),
);
