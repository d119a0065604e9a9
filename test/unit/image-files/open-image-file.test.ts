import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { openImageFile } from "../../../server/src/image-files/open-image-file.ts";
import { pattern } from "../disks/support/pattern.ts";
import { codesOf } from "../disks/support/read-files.ts";
import { blockVhd, fixedVhd } from "../disks/support/vhd-builder.ts";
import { vhdx } from "../disks/support/vhdx-builder.ts";
import { scratchFolder } from "./scratch-folder.ts";

const mib = 1024 * 1024;
const disk = pattern(mib);
const ids = { base: "b0".repeat(16), middle: "c1".repeat(16), other: "d2".repeat(16) };
const blockSize = 64 * 1024;
const child = (parentId: string, at: string, id = "e3".repeat(16)): Buffer =>
  blockVhd(disk, { blockSize, id, parent: { id: parentId, path: at, changed: new Set([0]) } });

interface Case {
  readonly why: string;
  readonly files: Readonly<Record<string, Buffer>>;
  readonly parents?: readonly string[];
  /** Codes of problems; none where the whole disk can be read. */
  readonly codes: readonly string[];
}

const cases: readonly Case[] = [
  {
    why: "the parent at the relative path",
    files: { "top/child.vhd": child(ids.base, "..\\low\\base.vhd"), "low/base.vhd": fixedVhd(disk, ids.base) },
    codes: [],
  },
  {
    why: "the parent beside the child, whose path is of another machine",
    files: { "top/child.vhd": child(ids.base, "C:\\run\\base.vhd"), "top/base.vhd": fixedVhd(disk, ids.base) },
    codes: [],
  },
  {
    why: "a chain, each link's path counted from its own folder",
    files: {
      "top/child.vhd": child(ids.middle, "..\\low\\middle.vhd"),
      "low/middle.vhd": child(ids.base, ".\\base.vhd", ids.middle),
      "low/base.vhd": fixedVhd(disk, ids.base),
    },
    codes: [],
  },
  {
    why: "the file that the user points at, under any name",
    files: { "top/child.vhd": child(ids.base, ".\\base.vhd"), "low/renamed": fixedVhd(disk, ids.base) },
    parents: ["low/renamed"],
    codes: [],
  },
  {
    why: "of several that the user points at, the one with the right identifier",
    files: {
      "top/child.vhd": child(ids.base, ".\\base.vhd"),
      "low/other.vhd": fixedVhd(Buffer.alloc(mib), ids.other),
      "low/right.vhd": fixedVhd(disk, ids.base),
    },
    parents: ["low/other.vhd", "low/right.vhd"],
    codes: [],
  },
  {
    why: "the right one where it belongs, though the user points at another",
    files: {
      "top/child.vhd": child(ids.base, ".\\base.vhd"),
      "top/base.vhd": fixedVhd(disk, ids.base),
      "low/other.vhd": fixedVhd(Buffer.alloc(mib), ids.other),
    },
    parents: ["low/other.vhd"],
    codes: [],
  },
  {
    why: "what the user points at, where nothing else is there: that it does not fit is said",
    files: { "top/child.vhd": child(ids.base, ".\\base.vhd"), "low/other.vhd": fixedVhd(disk, ids.other) },
    parents: ["low/other.vhd"],
    codes: ["parent-identifier-mismatch"],
  },
];
for (const { why, files, parents = [], codes } of cases) {
  test(`parent: ${why}`, () => {
    const folder = scratchFolder(files);
    const given = parents.map((parent) => path.join(folder, parent));
    const image = openImageFile(path.join(folder, "top", "child.vhd"), "child.vhd", given);
    assert.deepEqual(image.disk.image.source.read(0, mib), disk);
    assert.deepEqual(
      codesOf(image.disk.problems).filter((code) => code !== "file-system-unknown"),
      codes,
    );
    image.close();
  });
}

test("a parent that is nowhere is named", () => {
  const folder = scratchFolder({ "child.vhd": child(ids.base, ".\\base.vhd") });
  const image = openImageFile(path.join(folder, "child.vhd"), "child.vhd");
  assert.match(image.disk.problems[0]?.message ?? "", /The parent \.\\base\.vhd was not found/);
  image.close();
});

test("a disk that is its own parent, also by a link to it, is a loop and not an endless chain", () => {
  const folder = scratchFolder({ "child.vhd": child(ids.base, ".\\base.vhd", ids.base) });
  symlinkSync("child.vhd", path.join(folder, "base.vhd"));
  const image = openImageFile(path.join(folder, "child.vhd"), "child.vhd");
  assert.ok(codesOf(image.disk.problems).includes("parent-loop"));
  image.close();
});

const names: readonly (readonly [why: string, name: string, bytes: Buffer, codes: readonly string[]])[] = [
  ["a fixed disk whose end is lost", "boot.vhd", fixedVhd(disk).subarray(0, mib), ["vhd-footer-missing"]],
  ["raw bytes called a VHDX", "sandbox.vhdx", disk, ["vhdx-signature-missing"]],
  ["raw bytes called raw", "disk.img", disk, []],
  ["a VHD called otherwise", "disk.img", fixedVhd(disk), []],
  ["a VHDX", "sandbox.VHDX", vhdx(Buffer.alloc(mib)), []],
];
for (const [why, name, bytes, codes] of names) {
  test(`what the name promises: ${why}`, () => {
    const folder = scratchFolder({ [name]: bytes });
    const image = openImageFile(path.join(folder, name), name);
    assert.deepEqual(codesOf(image.problems()), codes);
    image.close();
  });
}
