import assert from "node:assert/strict";
import { truncateSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import {
  CancellationTokenSource,
  ProgressType,
  type WorkDoneProgressBegin,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
} from "vscode-languageserver/node";
import type { ValidateWorkspaceResult } from "../../server/src/protocol.ts";
import { Editor } from "./support/editor.ts";
import { goodPod, unquotedCode, unquotedPod } from "./support/specs.ts";
import { pullingClient, type TestClient, withClient } from "./support/test-client.ts";
import { workspaceWith } from "./support/workspace.ts";

const watching = {
  ...pullingClient,
  workspace: { ...pullingClient.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
};
const specs = {
  "bad.yaml": unquotedPod,
  "good.yaml": goodPod,
  "deep/er/worse.yml": `${unquotedPod}---\n${unquotedPod}`,
  "node_modules/other/bad.yaml": unquotedPod,
  "notes.txt": unquotedPod,
  "utf16.yaml": Buffer.from(`\uFEFF${unquotedPod}`, "utf16le"),
};

type Ids = Map<string, string>;

const ask = (client: TestClient, previous: Ids = new Map(), more: object = {}): Promise<WorkspaceDiagnosticReport> =>
  client.connection.sendRequest("workspace/diagnostic", {
    previousResultIds: [...previous].map(([uri, value]) => ({ uri, value })),
    ...more,
  });

/** `name: codes` of each report, and the ids that a client keeps of them. */
function read(
  report: WorkspaceDiagnosticReport,
  root: string,
): { readonly said: readonly string[]; readonly ids: Ids } {
  const ids: Ids = new Map();
  const said = report.items.map((item) => {
    if (item.resultId !== undefined) ids.set(item.uri, item.resultId);
    const what = item.kind === "full" ? item.items.map(({ code }) => code).join() : "unchanged";
    return `${item.uri.slice(root.length + 1)}: ${what}`;
  });
  return { said, ids };
}

test("all specs of a folder are reported, and later what has changed", async () => {
  const workspace = workspaceWith(specs);
  await withClient({ folders: [workspace.uri] }, async (client) => {
    assert.equal(client.initialized.capabilities.diagnosticProvider?.workspaceDiagnostics, true);
    const first = read(await ask(client), workspace.uri);
    const all = [
      `bad.yaml: ${unquotedCode}`,
      `utf16.yaml: ${unquotedCode}`,
      `deep/er/worse.yml: ${unquotedCode},${unquotedCode}`,
    ];
    assert.deepEqual(first.said, all, "files without findings are left out; other people's are not looked at");
    const second = read(await ask(client, first.ids), workspace.uri);
    assert.deepEqual(second.said, ["bad.yaml: unchanged", "utf16.yaml: unchanged", "deep/er/worse.yml: unchanged"]);
    workspace.write("bad.yaml", goodPod);
    workspace.remove("utf16.yaml");
    const third = read(await ask(client, second.ids), workspace.uri);
    assert.deepEqual(third.said, ["bad.yaml: ", "deep/er/worse.yml: unchanged", "utf16.yaml: "]);
  })();
});

test("an open document is left to its own diagnostics", async () => {
  const workspace = workspaceWith({ "bad.yaml": unquotedPod });
  await withClient({ folders: [workspace.uri] }, async (client) => {
    const { ids } = read(await ask(client), workspace.uri);
    const editor = await Editor.open(client, goodPod, workspace.uriOf("bad.yaml"));
    assert.deepEqual((await ask(client, ids)).items, []);
    await editor.close();
    assert.deepEqual(read(await ask(client, ids), workspace.uri).said, ["bad.yaml: unchanged"]);
  })();
});

test("a document that was closed is reported anew: what its client shows may be of a text that is gone", async () => {
  const workspace = workspaceWith({ "given-up.yaml": goodPod, "removed.yaml": unquotedPod });
  await withClient({ folders: [workspace.uri] }, async (client) => {
    const { ids } = read(await ask(client), workspace.uri);
    const editors = [
      await Editor.open(client, unquotedPod, workspace.uriOf("given-up.yaml")),
      await Editor.open(client, unquotedPod, workspace.uriOf("removed.yaml")),
    ];
    await ask(client, ids);
    workspace.remove("removed.yaml");
    for (const editor of editors) await editor.close();
    // VS Code forgets what it had of a document whose tab is closed.
    assert.deepEqual(read(await ask(client), workspace.uri).said, ["given-up.yaml: ", "removed.yaml: "]);
    assert.deepEqual(read(await ask(client), workspace.uri).said, [], "once");
  })();
});

test("what the settings say of a folder counts for its files", async () => {
  const workspace = workspaceWith({ "bad.yaml": unquotedPod });
  const settings = { rules: { [unquotedCode]: "off" } };
  await withClient({ folders: [workspace.uri], settings }, async (client) => {
    assert.deepEqual((await ask(client)).items, []);
    client.settings = { validate: { enable: false } };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: {} });
    assert.deepEqual((await ask(client)).items, []);
    client.settings = {};
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: {} });
    assert.deepEqual(read(await ask(client), workspace.uri).said, [`bad.yaml: ${unquotedCode}`]);
  })();
});

test("a client that takes parts gets them, and its next request waits for a change", async () => {
  const many = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`${index}.yaml`, unquotedPod]));
  const workspace = workspaceWith(many);
  await withClient({ folders: [workspace.uri], capabilities: watching }, async (client) => {
    const parts: number[] = [];
    const type = new ProgressType<WorkspaceDiagnosticReportPartialResult>();
    client.connection.onProgress(type, "parts", ({ items }) => {
      parts.push(items.length);
    });
    const { items } = await ask(client, undefined, { partialResultToken: "parts" });
    assert.deepEqual([...parts, items.length], [50, 50, 20]);
    const waiting = ask(client, undefined, { partialResultToken: "parts" });
    let isAnswered = false;
    void waiting.then(() => (isAnswered = true));
    await ask(client);
    assert.equal(isAnswered, false, "another request was answered meanwhile");
    workspace.write("new.yaml", unquotedPod);
    const changes = [{ uri: workspace.uriOf("new.yaml"), type: 1 }];
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    assert.equal((await waiting).items.length, 21);
  })();
});

test("a request that is given up ends, also while it waits", async () => {
  const workspace = workspaceWith({ "bad.yaml": unquotedPod });
  await withClient({ folders: [workspace.uri], capabilities: watching }, async (client) => {
    await ask(client);
    const source = new CancellationTokenSource();
    const params = { previousResultIds: [], partialResultToken: "parts" };
    const waiting = client.connection.sendRequest("workspace/diagnostic", params, source.token);
    source.cancel();
    await assert.rejects(waiting, { code: -32800 });
  })();
});

test("an edit is answered while a thousand files are gone through", async () => {
  const count = 1000;
  const many = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`${index % 10}/${index}.yaml`, unquotedPod]),
  );
  const workspace = workspaceWith(many);
  await withClient({ folders: [workspace.uri] }, async (client) => {
    const editor = await Editor.open(client, goodPod);
    await editor.diagnostics();
    let isFinished = false;
    const all = ask(client).finally(() => (isFinished = true));
    await editor.edit(editor.text.indexOf('"4096"'), 6, "4096");
    assert.deepEqual(
      (await editor.diagnostics()).map(({ code }) => code),
      [unquotedCode],
    );
    assert.equal(isFinished, false, "the edit overtook the files");
    assert.equal((await all).items.length, count);
  })();
});

test("validating the workspace counts, tells how it gets on, and sees unsaved edits", async () => {
  const workspace = workspaceWith(specs);
  await withClient({ folders: [workspace.uri] }, async (client) => {
    await Editor.open(client, goodPod, workspace.uriOf("bad.yaml"));
    const steps: string[] = [];
    const type = new ProgressType<WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd>();
    client.connection.onProgress(type, "bar", ({ kind }) => {
      steps.push(kind);
    });
    const result: ValidateWorkspaceResult = await client.connection.sendRequest("confidentialPods/validateWorkspace", {
      workDoneToken: "bar",
    });
    const { findings, unread, ...counts } = result;
    assert.deepEqual(unread, []);
    assert.deepEqual(counts, { files: 4, error: 3, warning: 0, information: 0, hint: 0 });
    const others = { warning: 0, information: 0, hint: 0 };
    assert.deepEqual(findings, [
      { uri: workspace.uriOf("utf16.yaml"), error: 1, ...others },
      { uri: workspace.uriOf("deep/er/worse.yml"), error: 2, ...others },
    ]);
    assert.equal(steps[0], "begin");
    assert.equal(steps.at(-1), "end");
    const plain: ValidateWorkspaceResult = await client.connection.sendRequest("confidentialPods/validateWorkspace");
    assert.equal(plain.error, 3, "without progress");
  })();
});

test("validating tells what it could not read", async () => {
  const workspace = workspaceWith({ "bad.yaml": unquotedPod, "large.yaml": "" });
  truncateSync(path.join(workspace.path, "large.yaml"), 17 * 1024 * 1024);
  await withClient({ folders: [workspace.uri] }, async (client) => {
    const result: ValidateWorkspaceResult = await client.connection.sendRequest("confidentialPods/validateWorkspace");
    assert.deepEqual([result.files, result.unread], [1, [workspace.uriOf("large.yaml")]]);
  })();
});

test("validating that is stopped has no result, and its progress ends", async () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`${index}.yaml`, unquotedPod]));
  const workspace = workspaceWith(many);
  await withClient({ folders: [workspace.uri] }, async (client) => {
    const source = new CancellationTokenSource();
    const steps: string[] = [];
    const type = new ProgressType<WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd>();
    client.connection.onProgress(type, "bar", ({ kind }) => {
      steps.push(kind);
      source.cancel();
    });
    const params = { workDoneToken: "bar" };
    const stopped = client.connection.sendRequest("confidentialPods/validateWorkspace", params, source.token);
    await assert.rejects(stopped, { code: -32800 });
    assert.deepEqual([steps[0], steps.at(-1)], ["begin", "end"]);
    const whole: ValidateWorkspaceResult = await client.connection.sendRequest("confidentialPods/validateWorkspace");
    assert.equal(whole.error, 500, "the next one goes through all of them");
  })();
});

test(
  "without a folder there is nothing to validate",
  withClient({ folders: ["file:///no/such/folder", "memfs:/x"] }, async (client) => {
    assert.deepEqual(await ask(client), { items: [] });
    const none: ValidateWorkspaceResult = await client.connection.sendRequest(
      "confidentialPods/validateWorkspace",
      null,
    );
    assert.equal(none.files, 0);
  }),
);
