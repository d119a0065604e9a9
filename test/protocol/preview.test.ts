import assert from "node:assert/strict";
import { test } from "node:test";
import { Editor } from "./support/editor.ts";
import { goodPod, podWith } from "./support/specs.ts";
import { type TestClient, withClient } from "./support/test-client.ts";

interface Preview {
  readonly content: string;
  readonly languageId: string;
}

const preview = (client: TestClient, uri: string, sandboxIndex = 0): Promise<Preview> =>
  client.connection.sendRequest("confidentialPods/preview", { uri, sandboxIndex });

/** The next document that the server says has changed. */
const nextChange = (client: TestClient): Promise<string> =>
  new Promise((resolve) => {
    client.connection.onNotification("confidentialPods/previewChanged", ({ uri }: { uri: string }) => resolve(uri));
  });

test(
  "a preview shows the document that hcsshim would send, with sources",
  withClient({}, async (client) => {
    const { uri } = await Editor.open(client, goodPod);
    const { content, languageId } = await preview(client, uri);
    assert.equal(languageId, "jsonc");
    assert.match(content, /^\/\/ Confidential WCOW · SecureNestedPaging · 4096 MB/);
    assert.match(content, /"SizeInMB": 4096 \/\/ .*\.memory\.sizeinmb$/m);
  }),
);

test(
  "sandboxes are counted through the whole file",
  withClient({}, async (client) => {
    const { uri } = await Editor.open(client, [goodPod, podWith('"8192"')].join("---\n"));
    assert.match((await preview(client, uri, 1)).content, /8192 MB/);
    assert.match((await preview(client, uri, 2)).content, /no such sandbox/);
  }),
);

test(
  "an edit makes a shown preview outdated, once until it is asked for again",
  withClient({}, async (client) => {
    const editor = await Editor.open(client, goodPod);
    await preview(client, editor.uri);
    const told = nextChange(client);
    await editor.edit(editor.text.indexOf("4096"), 4, "6144");
    assert.equal(await told, editor.uri);
    assert.match((await preview(client, editor.uri)).content, /6144 MB/);
    const toldAgain = nextChange(client);
    await editor.close();
    assert.equal(await toldAgain, editor.uri);
    assert.match((await preview(client, editor.uri)).content, /is closed/);
  }),
);

test(
  "the target of the settings counts",
  withClient({ settings: { target: { hostProcessors: 1, shimDirectory: "D:\\cp" } } }, async (client) => {
    const { uri } = await Editor.open(client, goodPod);
    const { content } = await preview(client, uri);
    assert.match(content, /1 CPU\b/);
    assert.match(content, /D:\\\\cp\\\\WindowsBootFiles\\\\confidential\\\\rootfs\.vhd/);
  }),
);

test(
  "strange parameters get a sentence",
  withClient({}, async (client) => {
    for (const params of [null, [], {}, { uri: 7 }, { uri: "file:///none.yaml", sandboxIndex: "x" }]) {
      const answer: Preview = await client.connection.sendRequest("confidentialPods/preview", params);
      assert.match(answer.content, /^\/\/ .*\.\nnull\n$/, JSON.stringify(params));
    }
  }),
);
