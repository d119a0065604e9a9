import assert from "node:assert/strict";
import { test } from "node:test";
import { fatVolume } from "../../disks/support/fat-builder.ts";
import { scratchFolder } from "../../image-files/scratch-folder.ts";
import { runCli } from "../support.ts";

const folder = scratchFolder({ "fat.img": fatVolume({ kind: "FAT12" }, new Map()).volume });

const wrong: readonly (readonly [args: readonly string[], message: RegExp])[] = [
  [[], /disk needs a command: info, ls, /],
  [["list"], /disk has no command 'list'/],
  [["ls"], /which image\?/],
  [["ls", "fat.img", "--out", "x"], /disk ls has no --out/],
  [["info", "fat.img", "--partition", "3"], /'fat\.img' has no partition 3; it has: 0\./],
  [["ls", "fat.img", "--partition", "one"], /--partition takes the number of a partition, counted from 0; not 'one'/],
  [["ls", "fat.img", "--partition", "1"], /'fat\.img' has no partition 1; it has: 0\./],
  [["cat", "fat.img"], /cat takes an image and paths of files in it/],
  [["extract", "fat.img"], /extract needs --out DIR/],
  [["extract", "--out", "x"], /extract takes an image/],
  [["diff", "fat.img"], /diff takes two images, one of a run whose record is beside it, or one and --boot-files DIR/],
  [["diff", "a", "b", "c"], /diff takes two images/],
  [["diff", "a", "b", "--boot-files", "c"], /--boot-files names the older image/],
];
for (const [args, message] of wrong) {
  test(`wrong: disk ${args.join(" ")}`, async () => {
    const { code, out, err } = await runCli(["disk", ...args], folder);
    assert.deepEqual([code, out], [2, ""]);
    assert.match(err, message);
    assert.match(err, /Try 'confidential-pods disk --help'/);
  });
}

for (const args of [
  ["disk", "--help"],
  ["disk", "ls", "-h"],
  ["help", "disk"],
]) {
  test(`help: ${args.join(" ")}`, async () => {
    assert.match((await runCli(args)).out, /^Usage: confidential-pods disk COMMAND IMAGE…/);
  });
}
