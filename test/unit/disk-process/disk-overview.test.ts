import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { diskOverview } from "../../../server/src/disk-process/disk-overview.ts";
import type { ChainLink } from "../../../server/src/disk-protocol.ts";
import { openImageFile } from "../../../server/src/image-files/open-image-file.ts";
import { blockVhd, fixedVhd } from "../disks/support/vhd-builder.ts";
import { scratchFolder } from "../image-files/scratch-folder.ts";

const disk = Buffer.alloc(64 * 1024, 5);
const base = "b0".repeat(16);
const child = blockVhd(disk, {
  blockSize: 32 * 1024,
  parent: { id: base, path: "..\\gone.vhd", changed: new Set([0]) },
});

/** The parents that the overview of a disk made over `..\gone.vhd` names. */
function parentsOf(files: Readonly<Record<string, Buffer>>, given: readonly string[]): readonly ChainLink[] {
  const folder = scratchFolder({ "child.vhd": child, ...files });
  const paths = given.map((name) => path.join(folder, name));
  const image = openImageFile(path.join(folder, "child.vhd"), "child.vhd", paths);
  const parents = diskOverview(image).chain.slice(1);
  image.close();
  return parents.map((link) => ({ ...link, name: path.basename(link.name) }));
}

test("the file that was found is the parent, not the one that the disk was made over", () => {
  const parents = parentsOf({ "renamed.vhd": fixedVhd(disk, base) }, ["renamed.vhd"]);
  assert.deepEqual(
    parents.map(({ name, isMissing }) => [name, isMissing]),
    [["renamed.vhd", false]],
  );
});

test("a parent that is nowhere is called as the disk calls it", () => {
  assert.deepEqual(
    parentsOf({}, []).map(({ name, isMissing }) => [name, isMissing]),
    [["..\\gone.vhd", true]],
  );
});
