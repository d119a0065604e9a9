import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { findFinished } from "../../../../../client/src/host/disks/find-finished.ts";
import { MadeFiles } from "../../../../../client/src/host/disks/made-files.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "finished-"));
after(() => rmSync(folder, { recursive: true }));

let count = 0;
const before = 0;
const afterwards = Date.now() + 86_400_000;

/** What a killed process left of saving "abc", and what is found of it. */
async function found(
  left: { readonly partial?: string; readonly named?: readonly string[]; readonly isWrittenDown?: boolean },
  since = before,
): Promise<{ readonly name: string | undefined; readonly kept: readonly boolean[] }> {
  const to = path.join(folder, `${count++}.vhd`);
  const from = `${to}.work`;
  const names = [to, to.replace(".vhd", "-2.vhd")];
  writeFileSync(from, "abc");
  for (const [index, text] of (left.named ?? []).entries()) writeFileSync(names[index] ?? "", text);
  const partial = `${to}.17.partial`;
  if (left.partial !== undefined) writeFileSync(partial, left.partial);
  const made = new MadeFiles(async () => undefined, left.isWrittenDown === false ? [] : [partial]);
  const file = await findFinished({ from, to }, made, since);
  if (file !== undefined) assert.deepEqual([file.from, file.size, file.sha256], [from, 3, null]);
  return { name: file && path.basename(file.to).replace(/^\d+/, "x"), kept: names.map((name) => existsSync(name)) };
}

test("a file that has its name already is found, under whatever name it got", async () => {
  assert.deepEqual(await found({ named: ["abc"] }), { name: "x.vhd", kept: [true, false] });
  assert.deepEqual(await found({ named: ["another run", "abc"] }), { name: "x-2.vhd", kept: [true, true] });
});

test("a half copy is none, and the name that was taken for it is freed", async () => {
  assert.deepEqual(await found({ partial: "ab" }), { name: undefined, kept: [false, false] });
  assert.deepEqual(await found({ partial: "abc", named: [""] }), { name: undefined, kept: [false, false] });
  assert.deepEqual(await found({ partial: "abc", named: ["another run", ""] }), {
    name: undefined,
    kept: [true, false],
  });
});

test("a file of another run is not taken for it", async () => {
  assert.equal((await found({ named: ["abc"], isWrittenDown: false })).name, undefined);
  assert.equal((await found({ named: ["abc"] }, afterwards)).name, undefined);
  assert.equal((await found({ named: ["another run"] })).name, undefined);
  assert.deepEqual(await found({ partial: "ab", named: ["another run"] }), { name: undefined, kept: [true, false] });
});
