import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { readFolders, WorkspaceFolders } from "../../../server/src/features/workspace-folders.ts";

suite("the folders of a workspace", () => {
  test("are those of the client, or its root", () => {
    assert.deepEqual(readFolders({ rootUri: "file:///r", workspaceFolders: [{ uri: "file:///a", name: "a" }] }), [
      "file:///a",
    ]);
    assert.deepEqual(readFolders({ rootUri: "file:///r", workspaceFolders: null }), ["file:///r"]);
    for (const nothing of [undefined, {}, { rootUri: null }, { workspaceFolders: [null, { uri: 7 }, { uri: "" }] }]) {
      assert.deepEqual(readFolders(nothing), []);
    }
  });

  test("come and go", () => {
    const folders = new WorkspaceFolders(["file:///a", "file:///b"]);
    folders.change({ added: [{ uri: "file:///c", name: "" }], removed: [{ uri: "file:///a", name: "" }] });
    assert.deepEqual(folders.all(), ["file:///b", "file:///c"]);
  });

  test("take their files along, where no other folder has them", () => {
    const folders = new WorkspaceFolders(["file:///a/inner", "file:///b/"]);
    const removed = ["file:///a", "file:///b/inner/"];
    assert.ok(folders.hasLost("file:///a/x.yaml", removed));
    assert.ok(!folders.hasLost("file:///a/inner/x.yaml", removed));
    assert.ok(!folders.hasLost("file:///b/inner/x.yaml", removed));
    assert.ok(!folders.hasLost("file:///ab/x.yaml", removed), "a name that begins alike");
  });
});
