import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { scratchFolder } from "../../image-files/scratch-folder.ts";
import { runCli } from "../support.ts";
import { bootDisk, bootLog, bootLogs, efiFiles } from "./sample-disk.ts";

const pristine = bootDisk(efiFiles(bootLogs.pristine));
const failed = bootDisk(efiFiles(bootLogs.failed));
const grown = bootDisk(new Map([...efiFiles(bootLogs.pristine), ["EFI/trace.etl", Buffer.from("trace")]]));
const folder = scratchFolder({
  "boot-files/boot.vhd": pristine.vhd,
  "failed.vhd": failed.vhd,
  "grown.vhd": grown.vhd,
  "broken.vhdx": Buffer.concat([Buffer.from("vhdxfile"), Buffer.alloc(1024 * 1024)]),
});
const disk = (...args: readonly string[]) => runCli(["disk", "diff", ...args], folder);
/** The sector in which the log's content begins. */
const logSector =
  2048 + (failed.fat.dataOffset + ((failed.fat.clusters.get(bootLog) ?? 0) - 2) * failed.fat.clusterSize) / 512;

test("the changed sectors, whose they are, and the files, as JSON of version 1", async () => {
  const { code, out } = await disk("--json", "boot-files/boot.vhd", "failed.vhd");
  assert.equal(code, 0);
  assert.deepEqual(JSON.parse(out), {
    version: 1,
    sectorSize: 512,
    changedSectors: 1,
    ranges: [[logSector, logSector]],
    owners: [{ range: [logSector, logSector], kind: "file", partition: 0, name: bootLog }],
    added: [],
    removed: [],
    modified: [bootLog],
    problems: [],
    notes: [],
  });
});

test("against the pristine disk of the boot files", async () => {
  const [named, found] = [
    await disk("--json", "boot-files/boot.vhd", "failed.vhd"),
    await disk("--json", "failed.vhd", "--boot-files", "boot-files"),
  ];
  assert.equal(found.out, named.out);
});

test("added one way is removed the other way", async () => {
  const forth = JSON.parse((await disk("--json", "boot-files/boot.vhd", "grown.vhd")).out);
  const back = JSON.parse((await disk("--json", "grown.vhd", "boot-files/boot.vhd")).out);
  assert.deepEqual([forth.added, forth.removed], [["EFI/trace.etl"], []]);
  assert.deepEqual([back.added, back.removed], [[], ["EFI/trace.etl"]]);
  assert.deepEqual(back.ranges, forth.ranges);
});

test("for people: files first, then the sectors' owners", async () => {
  const { out } = await disk("failed.vhd", "--boot-files", "boot-files");
  assert.equal(
    out,
    [
      "1 sector of 512 bytes changed, in 1 range.",
      "",
      "Files",
      `  modified  ${bootLog}`,
      "",
      "Sectors",
      `  ${String(logSector).padEnd(17)}  file ${bootLog}`,
      "",
    ].join("\n"),
  );
});

test("equal disks", async () => {
  const { code, out } = await disk("failed.vhd", "failed.vhd");
  assert.deepEqual([code, out], [0, "Nothing was written: the disks are equal.\n"]);
});

test("an image that cannot be opened is named", async () => {
  const { code, err } = await disk("failed.vhd", "broken.vhdx");
  assert.equal(code, 1);
  assert.match(err, /^broken\.vhdx: at \d+: /);
});

/** A folder with a boot disk as debug mode preserves it, and the record of its run. */
function recorded(request: unknown): ReturnType<typeof scratchFolder> {
  return scratchFolder({
    "boot.vhd": pristine.vhd,
    "pod@vm_boot.vhd": failed.vhd,
    "pod@vm_run.json": Buffer.from(JSON.stringify({ version: 1, request })),
  });
}

test("against the disk that the run's record names: the one that the guest's was copied from", async () => {
  const place = recorded({});
  const copy = String.raw`C:\runs\1\boot.vhd`;
  const plan = {
    copies: [{ from: path.join(place, "boot.vhd"), to: copy }],
    preserve: [{ from: copy, to: String.raw`D:\debug\pod@vm_boot.vhd` }],
  };
  writeFileSync(path.join(place, "pod@vm_run.json"), JSON.stringify({ version: 1, request: { plan } }));
  const { code, out } = await runCli(["disk", "diff", "--json", "pod@vm_boot.vhd"], place);
  assert.equal(code, 0);
  assert.deepEqual(JSON.parse(out).modified, [bootLog]);
});

test("a record that names no disk of this machine, or one in the network, is no help", async () => {
  for (const from of ["boot.vhd", "//server/share/boot.vhd", path.join(folder, "nothing.vhd")]) {
    const place = recorded({ plan: { preserve: [{ from, to: "pod@vm_boot.vhd" }] } });
    const { code, err } = await runCli(["disk", "diff", "pod@vm_boot.vhd"], place);
    assert.equal(code, 2);
    assert.match(err, /record is beside it/);
  }
});
