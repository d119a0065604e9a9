import assert from "node:assert/strict";
import { test } from "node:test";
import type { CodeLens } from "vscode-languageserver/node";
import { Editor } from "./support/editor.ts";
import { podWith } from "./support/specs.ts";
import { pullingClient, type TestClient, withClient } from "./support/test-client.ts";
import { workspaceWith } from "./support/workspace.ts";

/** Needs a utility VM, so that it is nothing in a pod that has none. */
const pod = podWith('"4096"').replace("runhcs-wcow-hypervisor", "confidential");
const classOf = (handler: string): string =>
  `apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata:\n  name: confidential\nhandler: ${handler}\n`;
const isolated = classOf("runhcs-wcow-hypervisor");
const shared = classOf("runhcs-wcow-process");
const capabilities = {
  ...pullingClient,
  workspace: {
    ...pullingClient.workspace,
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
  },
};

const codes = async (editor: Editor): Promise<readonly unknown[]> =>
  (await editor.diagnostics()).map(({ code }) => code);
const isShared = async (editor: Editor): Promise<boolean> => (await codes(editor)).includes("process-isolated-ignored");
const lensOf = async (client: TestClient, { uri }: Editor): Promise<string | undefined> => {
  const lenses: CodeLens[] = await client.connection.sendRequest("textDocument/codeLens", { textDocument: { uri } });
  return lenses[0]?.command?.title;
};

/** Asks again until the server has read what is on disk. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
}

test(
  "the handler of a class in the same file is the pod's, as it is edited",
  withClient({ capabilities }, async (client) => {
    const editor = await Editor.open(client, `${pod}---\n${shared}`);
    assert.ok(await isShared(editor));
    assert.equal(await lensOf(client, editor), undefined);
    await editor.edit(
      editor.text.indexOf("runhcs-wcow-process"),
      "runhcs-wcow-process".length,
      "runhcs-wcow-hypervisor",
    );
    assert.ok(!(await isShared(editor)));
    assert.match((await lensOf(client, editor)) ?? "", /^Confidential WCOW/);
  }),
);

test("a class of the workspace counts for all pods, and no more when its file is gone", async () => {
  const workspace = workspaceWith({ "cluster/classes.yaml": shared });
  await withClient({ capabilities, folders: [workspace.uri] }, async (client) => {
    const editor = await Editor.open(client, pod, workspace.uriOf("pods/pod.yaml"));
    await until(() => isShared(editor));
    assert.ok(client.refreshes > 0, "the client is told to ask again");
    const changed = (type: number): Promise<void> =>
      client.connection.sendNotification("workspace/didChangeWatchedFiles", {
        changes: [{ uri: workspace.uriOf("cluster/classes.yaml"), type }],
      });
    workspace.write("cluster/classes.yaml", isolated);
    await changed(2);
    await until(async () => !(await isShared(editor)));
    workspace.write("cluster/classes.yaml", shared);
    await changed(2);
    await until(() => isShared(editor));
    workspace.remove("cluster/classes.yaml");
    await changed(3);
    await until(async () => !(await isShared(editor)));
  })();
});

test("a class comes and goes with its folder", async () => {
  const workspace = workspaceWith({ "pods/pod.yaml": "", "cluster/classes.yaml": shared });
  const cluster = { uri: workspace.uriOf("cluster"), name: "cluster" };
  await withClient({ capabilities, folders: [workspace.uriOf("pods")] }, async (client) => {
    const change = (event: object): Promise<void> =>
      client.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event });
    const editor = await Editor.open(client, pod, workspace.uriOf("pods/pod.yaml"));
    await change({ added: [cluster], removed: [] });
    await until(() => isShared(editor));
    await change({ added: [], removed: [cluster] });
    await until(async () => !(await isShared(editor)));
  })();
});

test("an open class counts before that on disk, which counts again when it is closed", async () => {
  const workspace = workspaceWith({ "classes.yaml": isolated });
  await withClient({ capabilities, folders: [workspace.uri] }, async (client) => {
    const editor = await Editor.open(client, pod, workspace.uriOf("pod.yaml"));
    const classes = await Editor.open(client, shared, workspace.uriOf("classes.yaml"));
    await until(() => isShared(editor));
    await classes.close();
    await until(async () => !(await isShared(editor)));
  })();
});

test("files that are not open are judged by the classes of the workspace, those before the class's too", async () => {
  const workspace = workspaceWith({ "a.yaml": pod, "b/pod.yaml": pod, "b/class.yaml": isolated, "z.yaml": shared });
  await withClient({ capabilities, folders: [workspace.uri] }, async (client) => {
    const report: { items: readonly { uri: string; items: readonly { code: unknown }[] }[] } =
      await client.connection.sendRequest("workspace/diagnostic", { previousResultIds: [] });
    const said = report.items.map(({ uri, items }) => [
      uri.slice(workspace.uri.length + 1),
      items.map(({ code }) => code),
    ]);
    assert.deepEqual(said, [["a.yaml", ["process-isolated-ignored", "process-isolated-ignored"]]]);
  })();
});
