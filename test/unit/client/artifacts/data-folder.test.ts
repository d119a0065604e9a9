import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { readDataFolder } from "../../../../client/src/artifacts/runs/data-folder.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "data-folder-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string, seconds: number): void {
  writeFileSync(path.join(folder, name), content);
  utimesSync(path.join(folder, name), seconds, seconds);
}

test("runs come newest first, by their start where a record tells it; files of no run come last", async () => {
  write("boot.vhd", "pristine", 9000);
  write("uvmboot-1_boot.vhd", "x", 1000);
  write("uvmboot-2_boot.vhd", "x", 2000);
  // Written late, but of a run that started first.
  write("uvmboot-3_run.json", '{"state":"running","startedAt":"1970-01-01T00:00:01Z"}', 5000);
  write("uvmboot-4_run.json", '{"state":"run', 4000);
  const { runs, problem } = await readDataFolder(folder);
  assert.equal(problem, "");
  assert.deepEqual(
    runs.map(({ id, record }) => [id, record?.state]),
    [
      ["uvmboot-4", undefined],
      ["uvmboot-2", undefined],
      ["uvmboot-1", undefined],
      ["uvmboot-3", "running"],
      ["", undefined],
    ],
  );
});

test("a folder that is not there, or is none, says so", async () => {
  assert.match((await readDataFolder(path.join(folder, "none"))).problem, /no such folder/);
  assert.match((await readDataFolder(path.join(folder, "boot.vhd"))).problem, /a file, not a folder/);
});

test("a folder without permission says so", { skip: process.platform === "win32" }, async () => {
  const closed = path.join(folder, "closed");
  mkdirSync(closed, { mode: 0 });
  const user = process.geteuid?.();
  // Permissions do not bind the superuser.
  if (user === 0) process.seteuid?.(65_534);
  try {
    assert.match((await readDataFolder(closed)).problem, /You have no permission to read this folder/);
  } finally {
    if (user === 0) process.seteuid?.(0);
  }
});

test("a link is shown where it leads to a file", { skip: process.platform === "win32" }, async () => {
  const linked = path.join(folder, "linked");
  mkdirSync(linked);
  write("kept-elsewhere.vhd", "moved to a larger disk", 1000);
  for (const [name, target] of [
    ["uvmboot-0_boot.vhd", "../kept-elsewhere.vhd"],
    ["uvmboot-1_boot.vhd", "uvmboot-1_boot.vhd"],
    ["uvmboot-2_boot.vhd", "gone.vhd"],
    ["uvmboot-3_boot.vhd", "."],
  ] as const) {
    symlinkSync(target, path.join(linked, name));
  }
  const { runs } = await readDataFolder(linked);
  assert.deepEqual(
    runs.map(({ id, files }) => [id, files.map(({ size }) => size)]),
    [["uvmboot-0", [22]]],
  );
});
