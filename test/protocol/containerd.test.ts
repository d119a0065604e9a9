import assert from "node:assert/strict";
import { test } from "node:test";
import { Editor } from "./support/editor.ts";
import { podWith } from "./support/specs.ts";
import { pullingClient, withClient } from "./support/test-client.ts";
import { workspaceWith } from "./support/workspace.ts";

const debugPod = podWith('"C:\\\\debug"', "io.microsoft.wcow.debug_data_path");
const dropped = "annotation-dropped-by-containerd";
const config = (...patterns: readonly string[]): string => `version = 3
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runhcs-wcow-hypervisor]
runtime_type = 'io.containerd.runhcs.v1'
pod_annotations = ${JSON.stringify(patterns)}
`;
const capabilities = {
  ...pullingClient,
  workspace: {
    ...pullingClient.workspace,
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
  },
};
/** What VS Code sends of a setting that nobody has changed. */
const settings = {
  containerd: {
    podAnnotations: { "runhcs-wcow-process": [], "runhcs-wcow-hypervisor": ["io.microsoft.virtualmachine.*"] },
  },
};

const isDropped = async (editor: Editor): Promise<boolean> =>
  (await editor.diagnostics()).some(({ code }) => code === dropped);

/** Asks again until the server has read what is on disk. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
}

test("the workspace's configuration tells which annotations pass", async () => {
  const workspace = workspaceWith({
    "node/config.toml": config("io.microsoft.*"),
    "config.toml": "[package]\nname='x'",
  });
  const folders = [workspace.uri];
  await withClient({ capabilities, settings, folders }, async (client) => {
    const editor = await Editor.open(client, debugPod, workspace.uriOf("pod.yaml"));
    await until(async () => !(await isDropped(editor)));
    assert.ok(client.refreshes > 0, "the client is told to ask again");
    workspace.write("node/config.toml", config("io.microsoft.virtualmachine.*"));
    const changes = [{ uri: workspace.uriOf("node/config.toml"), type: 2 }];
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    await until(() => isDropped(editor));
  })();
});

test("a configuration comes and goes with its folder, unless one that is left has it too", async () => {
  const workspace = workspaceWith({ "spec/pod.yaml": "", "node/deep/config.toml": config("io.microsoft.*") });
  const [spec, node, deep] = ["spec", "node", "node/deep"].map((name) => ({ uri: workspace.uriOf(name), name }));
  assert.ok(spec && node && deep);
  await withClient({ capabilities, settings, folders: [spec.uri] }, async (client) => {
    const change = (event: object): Promise<void> =>
      client.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event });
    const editor = await Editor.open(client, debugPod, workspace.uriOf("spec/pod.yaml"));
    assert.ok(await isDropped(editor));
    await change({ added: [node, deep], removed: [] });
    await until(async () => !(await isDropped(editor)));
    await change({ added: [], removed: [deep] });
    await client.connection.sendRequest("workspace/diagnostic", { previousResultIds: [] });
    assert.ok(!(await isDropped(editor)), "it lies in the other folder too");
    await change({ added: [], removed: [node] });
    await until(() => isDropped(editor));
  })();
});

test("files that are not open are judged when all configurations are read, however many there are", async () => {
  const nodes = Array.from({ length: 400 }, (_, index) => `node-${index}`);
  const workspace = workspaceWith({
    ...Object.fromEntries(nodes.map((node) => [`${node}/config.toml`, config("io.microsoft.*")])),
    "node-399/pod.yaml": debugPod,
  });
  await withClient({ capabilities, settings, folders: [workspace.uri] }, async (client) => {
    const report = await client.connection.sendRequest("workspace/diagnostic", { previousResultIds: [] });
    assert.doesNotMatch(JSON.stringify(report), new RegExp(dropped));
  })();
});

test("a configuration that the settings name is read, wherever it is", async () => {
  const elsewhere = workspaceWith({ "containerd.toml": config("io.microsoft.*") });
  const named = { containerd: { configFile: `${elsewhere.path}/containerd.toml` } };
  await withClient({ capabilities, settings: named }, async (client) => {
    const editor = await Editor.open(client, debugPod);
    await until(async () => !(await isDropped(editor)));
  })();
});

for (const configFile of ["/no/such/folder/config.toml", "config.toml"]) {
  test(`a configuration that cannot be read is told: ${configFile}`, async () => {
    await withClient({ capabilities, settings: { containerd: { configFile } } }, async (client) => {
      const told = new Promise<string>((resolve) => {
        client.connection.onNotification("window/showMessage", ({ message }) => resolve(message));
      });
      await Editor.open(client, debugPod);
      assert.ok((await told).startsWith(`'${configFile}' cannot be read`));
    })();
  });
}

test(
  "an open configuration counts as it is edited, and a quick fix adds the line to it",
  withClient({ capabilities, settings }, async (client) => {
    const spec = await Editor.open(client, debugPod, "file:///w/pod.yaml");
    assert.ok(await isDropped(spec));
    const toml = await Editor.open(client, config("io.microsoft.virtualmachine.*"), "memfs:/w/config.toml", "toml");
    const range = { start: spec.positionOf("io.microsoft.wcow"), end: spec.positionOf("io.microsoft.wcow") };
    const actions = await spec.actions(range);
    const action = actions.find(
      ({ title }) => title === "Let io.microsoft.wcow.* pass for runhcs-wcow-hypervisor in config.toml",
    );
    const after = toml.applied(action);
    assert.equal(after, config("io.microsoft.virtualmachine.*").replace('["', "['io.microsoft.wcow.*', \""));
    await toml.change([{ text: after }]);
    assert.ok(!(await isDropped(spec)));
  }),
);

test(
  "a configuration is checked itself, and never taken for YAML",
  withClient({ capabilities }, async (client) => {
    const text = `${config()}[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runhcs-wcow-hypervisor.options]
SandboxIsolation = 1
DefaultContainerAnnotations = { "io.microsoft.virtualmachine.bootfilerootpath" = 'C:\\cwcow' }
`;
    const toml = await Editor.open(client, text, "memfs:/w/config.toml", "toml");
    const [diagnostic, ...others] = await toml.diagnostics();
    assert.equal(diagnostic?.code, "unknown-key");
    assert.deepEqual(others, []);
    const actions = await toml.actions(diagnostic.range);
    const fix = actions.find(({ isPreferred }) => isPreferred);
    assert.equal(toml.applied(fix), text.replace("bootfilerootpath", "bootfilesrootpath"));
    const suppressed = toml.applied(actions.find(({ title }) => title === "Suppress unknown-key on this line"));
    assert.match(suppressed, /\n# confidential-pods-disable-next-line unknown-key\nDefaultContainerAnnotations/);
    await toml.change([{ text: text.replace("version = 3", "version =") }]);
    assert.deepEqual(
      (await toml.diagnostics()).map(({ code }) => code),
      ["containerd-not-read"],
    );
    await toml.change([{ text: "[package]\nio.microsoft.wcow.debug = true\n" }]);
    assert.deepEqual(await toml.diagnostics(), [], "another program's");
    assert.deepEqual(
      await toml.actions(
        { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } },
        { only: ["source.fixAll"] },
      ),
      [],
    );
  }),
);

test(
  "folders that cannot be read have no configuration",
  withClient({ capabilities, folders: ["untitled:nowhere", "file:///no/such/folder"] }, async (client) => {
    assert.ok(await isDropped(await Editor.open(client, debugPod)));
  }),
);

const withOptions = (options: string): string => `${config("io.microsoft.*")}
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runhcs-wcow-hypervisor.options]
SandboxIsolation = 1
${options}
`;
const policyPod = podWith('"true"', "io.microsoft.virtualmachine.wcow.writable_efi");

test(
  "a handler's options count as the pod's own, in findings, lens and preview, which say where they come from",
  withClient({ capabilities, settings }, async (client) => {
    const spec = await Editor.open(client, policyPod, "file:///w/pod.yaml");
    const codes = async (): Promise<readonly unknown[]> => (await spec.diagnostics()).map(({ code }) => code);
    const lens = async (): Promise<string> => {
      const lenses = await client.connection.sendRequest<readonly { command?: { title: string } }[]>(
        "textDocument/codeLens",
        { textDocument: { uri: spec.uri } },
      );
      return lenses[0]?.command?.title ?? "";
    };
    assert.match(await lens(), /2048 MB/);
    const toml = await Editor.open(client, withOptions("VmMemorySizeInMb = 3072"), "memfs:/w/config.toml", "toml");
    assert.ok(!(await codes()).includes("runtime-options-refused"));
    assert.match(await lens(), /3072 MB/);
    const { content } = await client.connection.sendRequest<{ content: string }>("confidentialPods/preview", {
      uri: spec.uri,
      sandboxIndex: 0,
    });
    assert.match(
      content,
      /MemorySizeInMB +3072 +VmMemorySizeInMb of runtime handler runhcs-wcow-hypervisor in config\.toml/,
    );
    const hover = await client.connection.sendRequest<{ contents: { value: string } }>("textDocument/hover", {
      textDocument: { uri: spec.uri },
      position: spec.positionOf("annotations"),
    });
    assert.match(
      hover.contents.value,
      /options in config\.toml add:\n\n- `[\w.]+sizeinmb`: `3072` \(VmMemorySizeInMb\)/,
    );
    await toml.change([{ text: withOptions("VmMemorySizeInMb = 1024") }]);
    const [refused] = (await spec.diagnostics()).filter(({ code }) => code === "runtime-options-refused");
    assert.match(
      JSON.stringify(refused?.message),
      /VmMemorySizeInMb of runtime handler runhcs-wcow-hypervisor in config\.toml/,
    );
    const fix = (await spec.actions(refused?.range ?? assert.fail())).find(({ isPreferred }) => isPreferred);
    assert.match(spec.applied(fix), /sizeinmb: "2048"/);
  }),
);

test(
  "while a configuration is edited, specs are judged anew only where it says something else, and not by half of it",
  withClient({ capabilities, settings }, async (client) => {
    const spec = await Editor.open(client, policyPod, "file:///w/pod.yaml");
    const text = withOptions("VmMemorySizeInMb = 1024");
    const toml = await Editor.open(client, text, "memfs:/w/config.toml", "toml");
    const before = await spec.diagnostics();
    const { refreshes } = client;
    for (const half of [
      `# a comment\n${text}`,
      `${text}\n[plug`,
      text.replace("= 1024", "="),
      `${text}\n[other]\na = 1\n`,
    ]) {
      await toml.change([{ text: half }]);
      assert.deepEqual(await spec.diagnostics(), before, half);
    }
    assert.equal(client.refreshes, refreshes);
    await toml.change([{ text: withOptions("VmMemorySizeInMb = 2048") }]);
    await until(() => Promise.resolve(client.refreshes > refreshes));
  }),
);

test("a configuration whose file is gone counts no more, though an editor still has it open", async () => {
  const workspace = workspaceWith({ "config.toml": withOptions("VmMemorySizeInMb = 1024") });
  await withClient({ capabilities, settings, folders: [workspace.uri] }, async (client) => {
    const spec = await Editor.open(client, policyPod, workspace.uriOf("pod.yaml"));
    const isRefused = async (): Promise<boolean> =>
      (await spec.diagnostics()).some(({ code }) => code === "runtime-options-refused");
    await until(isRefused);
    const uri = workspace.uriOf("config.toml");
    await Editor.open(client, withOptions("VmMemorySizeInMb = 1024"), uri, "toml");
    workspace.remove("config.toml");
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri, type: 3 }] });
    assert.equal(await isRefused(), false);
  })();
});
