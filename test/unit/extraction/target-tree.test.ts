import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { type ByteSource, memorySource } from "../../../server/src/disks/byte-source.ts";
import { DiskError } from "../../../server/src/disks/problem.ts";
import { runSteps } from "../../../server/src/disks/run-steps.ts";
import { TargetError, targetError } from "../../../server/src/extraction/target-error.ts";
import { TargetTree } from "../../../server/src/extraction/target-tree.ts";
import { writeInSteps } from "../../../server/src/extraction/write-content.ts";
import { scratchFolder } from "../image-files/scratch-folder.ts";

const writeContent = (file: string, source: ByteSource): void => runSteps(writeInSteps(file, source));

test("directories are made below the target, and get their times when all is in them", () => {
  const out = path.join(scratchFolder(), "new", "out");
  const tree = new TargetTree(out);
  tree.addFolder("EFI", 1_000_000_000_000);
  writeContent(tree.placeOf("EFI/Boot/bootx64.efi"), memorySource(Buffer.from("loader")));
  tree.finish();
  assert.equal(readFileSync(path.join(out, "EFI", "Boot", "bootx64.efi"), "utf8"), "loader");
  assert.equal(statSync(path.join(out, "EFI")).mtimeMs, 1_000_000_000_000);
});

test("a target where no folders can be made is told, not tried for ever", {
  skip: process.platform !== "linux",
}, () => {
  assert.throws(() => new TargetTree("/proc/out/inner"), /^TargetError: '\/proc\/out\/inner' was not written: /);
});

test("no path leads out of the target", () => {
  const folder = scratchFolder();
  const tree = new TargetTree(path.join(folder, "out"));
  for (const name of ["../x", "a/../../x", "/x", "C:\\x", "..", "."]) {
    const place = tree.placeOf(name);
    assert.ok(place.startsWith(path.join(folder, "out") + path.sep), place);
  }
  assert.deepEqual(readdirSync(folder), ["out"]);
});

test("a link that stands where a directory goes is not entered, and what would be in it fails with it", () => {
  const folder = scratchFolder({ "elsewhere/keep": "" });
  const out = path.join(folder, "out");
  const tree = new TargetTree(out);
  symlinkSync(path.join(folder, "elsewhere"), path.join(out, "EFI"));
  for (let time = 0; time < 2; time++)
    assert.throws(() => tree.placeOf("EFI/x"), /'.*EFI' is in the way: it is not a folder/);
  assert.deepEqual(readdirSync(path.join(folder, "elsewhere")), ["keep"]);
});

test("what exists stays as it is", () => {
  const folder = scratchFolder({ BCD: "old" });
  const file = path.join(folder, "BCD");
  assert.throws(() => writeContent(file, memorySource(Buffer.from("new"))), /it exists already and is left as it is/);
  assert.equal(readFileSync(file, "utf8"), "old");
});

test("zeros at the end count, though they are not written", () => {
  const file = path.join(scratchFolder(), "sparse");
  writeContent(file, memorySource(Buffer.concat([Buffer.from("x"), Buffer.alloc(3 * 1024 * 1024)])));
  assert.equal(statSync(file).size, 3 * 1024 * 1024 + 1);
});

test("a content that cannot be read to its end leaves no file", () => {
  const file = path.join(scratchFolder(), "broken");
  const broken = {
    size: 2 * 1024 * 1024,
    read(offset: number, length: number): Buffer {
      if (offset === 0) return Buffer.alloc(length, 1);
      throw new DiskError("block-beyond-file", "lost", offset);
    },
  };
  assert.throws(() => writeContent(file, broken), DiskError);
  assert.equal(existsSync(file), false);
});

test("a writer that is stopped half way leaves no file", () => {
  const file = path.join(scratchFolder(), "stopped");
  for (const done of writeInSteps(file, memorySource(Buffer.alloc(3 * 1024 * 1024, 1)))) {
    assert.equal(done, 1024 * 1024);
    break;
  }
  assert.equal(existsSync(file), false);
});

const codes: readonly (readonly [code: string, isFinal: boolean, message: RegExp])[] = [
  ["ENOSPC", true, /the target disk is full/],
  ["EROFS", true, /read-only/],
  ["EACCES", false, /no permission/],
  ["ENAMETOOLONG", false, /its path is too long/],
];
for (const [code, isFinal, message] of codes) {
  test(`${code} ${isFinal ? "ends the extraction" : "is about one file"}`, () => {
    const error = targetError("a", Object.assign(new Error("other"), { code }));
    assert.ok(error instanceof TargetError);
    assert.equal(error.isFinal, isFinal);
    assert.match(error.message, message);
  });
}
