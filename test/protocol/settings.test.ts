import assert from "node:assert/strict";
import { test } from "node:test";
import { Editor } from "./support/editor.ts";
import { unquotedCode, unquotedPod } from "./support/specs.ts";
import { type TestClient, withClient } from "./support/test-client.ts";

const changed = (client: TestClient): Promise<void> =>
  client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });

test(
  "a change of the settings has the client pull again, with the new severity",
  withClient({}, async (client) => {
    const editor = await Editor.open(client, unquotedPod);
    const first = await editor.pull();
    client.settings = { rules: { [unquotedCode]: "hint" } };
    await changed(client);
    const again = await editor.pull(first.resultId);
    assert.ok(again.kind === "full");
    assert.deepEqual(
      again.items.map(({ severity }) => severity),
      [4],
    );
    assert.equal(client.refreshes, 1);
  }),
);

test(
  "a rule that is off, and validation that is off",
  withClient({ settings: { rules: { [unquotedCode]: "off" } } }, async (client) => {
    const editor = await Editor.open(client, unquotedPod);
    assert.deepEqual(await editor.diagnostics(), []);
    client.settings = {};
    await changed(client);
    assert.equal((await editor.diagnostics()).length, 1);
    client.settings = { validate: { enable: false } };
    await changed(client);
    assert.deepEqual(await editor.diagnostics(), []);
    const everywhere = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    assert.deepEqual(await editor.actions(everywhere, { only: ["source.fixAll"] }), []);
  }),
);

test(
  "settings of other types than expected are the defaults",
  withClient({ settings: { validate: 7, target: "x", rules: ["y"], containerd: null } }, async (client) => {
    assert.equal((await (await Editor.open(client, unquotedPod)).diagnostics()).length, 1);
  }),
);
