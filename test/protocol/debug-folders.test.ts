import assert from "node:assert/strict";
import { test } from "node:test";
import type { DebugFolders } from "../../server/src/protocol.ts";
import { Editor } from "./support/editor.ts";
import { podWith } from "./support/specs.ts";
import { pullingClient, withClient } from "./support/test-client.ts";
import { workspaceWith } from "./support/workspace.ts";

const debugPod = (folder: string): string => podWith(folder, "io.microsoft.wcow.debug_data_path");

const workspace = workspaceWith({
  // Quoted as JSON is, and plain: the same folder.
  "a.yaml": debugPod('"C:\\\\debug"'),
  "deep/b.yaml": `${debugPod("D:\\dumps")}---\n${debugPod("C:\\debug")}`,
  "boot.yaml": podWith("E:\\boot", "io.microsoft.virtualmachine.bootfilesrootpath"),
  "notes.txt": debugPod("C:\\notes"),
  "broken.yaml": "io.microsoft.wcow.debug_data_path: [",
});

test(
  "debug folders are those that specs name, of the workspace and of the editor, each once",
  withClient({ capabilities: pullingClient, folders: [workspace.uri] }, async (client) => {
    await Editor.open(client, debugPod("F:\\new"));
    const found: DebugFolders = await client.connection.sendRequest("confidentialPods/debugFolders");
    assert.deepEqual(found, {
      debugDataPaths: ["C:\\debug", "D:\\dumps", "F:\\new"],
      bootFilesRoots: ["E:\\boot"],
    });
  }),
);
