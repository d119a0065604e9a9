import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, suite, test } from "node:test";
import { pathToFileURL } from "node:url";
import { nodeFiles } from "../../../../server/src/features/files/node-files.ts";

const root = mkdtempSync(path.join(tmpdir(), "confidential-pods-"));
const uri = pathToFileURL(root).href;
after(() => rmSync(root, { recursive: true, force: true }));

const write = (name: string, content: string | Uint8Array): void => {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), content);
};
const list = (folder = uri, goOn: () => boolean = () => true): Promise<readonly string[]> =>
  nodeFiles.list(folder, (name) => name.endsWith(".yaml"), goOn);

/** Does something without the rights of root, whom no folder is closed to. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  chmodSync(root, 0o755);
  process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

suite("the files of the machine", () => {
  write("b.yaml", "b");
  write("a b#.yaml", "\uFEFFa");
  write("deep/er/c.yaml", Buffer.from("\uFEFFü", "utf16le"));
  write(".git/x.yaml", "");
  write("node_modules/x.yaml", "");
  write("other.txt", "");
  symlinkSync(root, path.join(root, "loop"));

  test("are listed by URI, without links and other people's folders", async () => {
    assert.deepEqual(await list(), [`${uri}/a%20b%23.yaml`, `${uri}/b.yaml`, `${uri}/deep/er/c.yaml`]);
    assert.deepEqual(await list(`${uri}/deep/`), [`${uri}/deep/er/c.yaml`], "a slash at the end");
  });

  test("whose folder may not be listed are told", async () => {
    mkdirSync(path.join(root, "closed/in"), { recursive: true });
    chmodSync(path.join(root, "closed"), 0);
    const unread: string[] = [];
    await asNobody(() =>
      nodeFiles.list(
        uri,
        () => false,
        () => true,
        (at) => unread.push(at),
      ),
    );
    chmodSync(path.join(root, "closed"), 0o700);
    assert.deepEqual(unread, [`${uri}/closed`]);
  });

  test("are not listed where nobody waits, or where there is no folder", async () => {
    assert.deepEqual(await list(uri, () => false), []);
    for (const nowhere of [`${uri}/none`, `${uri}/b.yaml`, "untitled:x", "no uri"])
      assert.deepEqual(await list(nowhere), []);
  });

  test("are read by their byte order mark", async () => {
    assert.equal(await nodeFiles.read(`${uri}/a%20b%23.yaml`), "a");
    assert.equal(await nodeFiles.read(`${uri}/deep/er/c.yaml`), "ü");
  });

  test("that cannot be read are none", async () => {
    for (const nothing of [`${uri}/none.yaml`, uri, "vscode-vfs://github/a/b.yaml"]) {
      assert.equal(await nodeFiles.read(nothing), undefined, nothing);
    }
    assert.equal(await nodeFiles.stamp(`${uri}/none.yaml`), undefined);
  });

  test("have another stamp when they change", async () => {
    const before = await nodeFiles.stamp(`${uri}/b.yaml`);
    assert.equal(await nodeFiles.stamp(`${uri}/b.yaml`), before);
    write("b.yaml", "longer");
    assert.notEqual(await nodeFiles.stamp(`${uri}/b.yaml`), before);
  });

  test("are named by absolute paths in settings", () => {
    assert.equal(nodeFiles.uriOf(path.join(root, "b.yaml")), `${uri}/b.yaml`);
    assert.equal(nodeFiles.uriOf("b.yaml"), undefined);
  });
});
