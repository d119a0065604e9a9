import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { buildVmgs } from "../../disks/formats/support/vmgs-builder.ts";
import { fatVolume } from "../../disks/support/fat-builder.ts";
import { fixedVhd } from "../../disks/support/vhd-builder.ts";
import { scratchFolder } from "../../image-files/scratch-folder.ts";
import { runCli } from "../support.ts";
import { bootDisk, bootLogs, efiFiles, twoPartitions } from "./sample-disk.ts";

const files = efiFiles(bootLogs.failed);
const folder = scratchFolder({
  "boot.vhd": bootDisk(files).vhd,
  "two.img": twoPartitions(),
  "cwcow.snp.vmgs": fixedVhd(buildVmgs({ files: { 1: Buffer.from("variables"), 3: Buffer.from("TPM state") } })),
  "hostile.img": fatVolume(
    { kind: "FAT16" },
    new Map([
      ["aux", Buffer.from("device")],
      ["..", Buffer.from("outside")],
      ["a:b", Buffer.from("stream")],
      ["A:B", Buffer.from("other")],
    ]),
  ).volume,
});
const disk = (...args: readonly string[]) => runCli(["disk", ...args], folder);

const contents: readonly (readonly [why: string, args: readonly string[], out: string])[] = [
  ["a path", ["boot.vhd", "EFI/Boot/bootx64.efi"], "loader"],
  ["as Windows writes it, in any case", ["boot.vhd", "\\efi\\BOOT\\BOOTX64.EFI"], "loader"],
  ["several", ["boot.vhd", "EFI/Boot/bootx64.efi", "EFI/Boot/bootx64.efi"], "loaderloader"],
  ["of the first partition that has it", ["two.img", "same.txt"], "on FAT"],
  ["of one partition", ["two.img", "same.txt", "--partition", "1"], "on NTFS"],
  ["a stream", ["two.img", "same.txt:Zone.Identifier"], "zone"],
  ["a file of a guest state", ["cwcow.snp.vmgs", "BIOS_NVRAM"], "variables"],
];
for (const [why, args, out] of contents) {
  // The NTFS volume of these tests has no $UpCase, which is told on standard error.
  test(`cat: ${why}`, async () => assert.equal((await disk("cat", ...args)).out, out));
}

test("cat: nothing but the content", async () => {
  assert.deepEqual(await disk("cat", "boot.vhd", "EFI/Boot/bootx64.efi"), { code: 0, out: "loader", err: "" });
});

const refused: readonly (readonly [why: string, args: readonly string[], err: RegExp])[] = [
  ["no such file", ["boot.vhd", "EFI/none"], /'EFI\/none' in 'boot\.vhd': there is no such file\./],
  ["a directory", ["boot.vhd", "EFI"], /there is no such file/],
  ["a secret", ["cwcow.snp.vmgs", "TPM_NVRAM"], /it holds secrets/],
  ["no such image", ["none.vhd", "a"], /'none\.vhd' cannot be read: there is no such file\./],
];
for (const [why, args, err] of refused) {
  test(`cat refuses ${why}`, async () => {
    const ran = await disk("cat", ...args);
    assert.deepEqual([ran.code, ran.out], [2, ""]);
    assert.match(ran.err, err);
  });
}

const tree = (out: string): readonly string[] =>
  readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(out, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();

test("extract: everything, with its times", async () => {
  const out = path.join(folder, "all");
  const { code, out: said } = await disk("extract", "boot.vhd", "--out", "all");
  assert.deepEqual([code, tree(out)], [0, [...files.keys()].sort()]);
  assert.match(said, /^3 files, \d+ bytes, to /);
  for (const [file, content] of files) {
    assert.deepEqual(readFileSync(path.join(out, file)), content);
    assert.equal(statSync(path.join(out, file)).mtimeMs, Date.UTC(2022, 8, 1));
  }
  assert.equal(statSync(path.join(out, "EFI")).mtimeMs, Date.UTC(2022, 8, 1));
});

test("extract: a folder and a file; what is not there is named", async () => {
  const { code, err } = await disk("extract", "boot.vhd", "efi/boot", "EFI/Microsoft/Boot/BCD", "x", "--out", "some");
  assert.deepEqual(tree(path.join(folder, "some")), ["EFI/Boot/bootx64.efi", "EFI/Microsoft/Boot/BCD"]);
  assert.deepEqual([code, err], [2, "confidential-pods: There is no 'x' in 'boot.vhd'.\n"]);
});

test("extract: nothing that exists is replaced", async () => {
  const out = scratchFolder({ "EFI/Boot/bootx64.efi": "mine" });
  writeFileSync(path.join(out, "keep"), "mine");
  const { code, err } = await disk("extract", "boot.vhd", "--out", out);
  assert.equal(code, 2);
  assert.match(err, /bootx64\.efi' was not written: it exists already and is left as it is\./);
  assert.equal(readFileSync(path.join(out, "EFI/Boot/bootx64.efi"), "utf8"), "mine");
  assert.deepEqual(tree(out), ["keep", ...files.keys()].sort());
});

test("extract: several partitions have a folder each; streams come where they are asked for", async () => {
  await disk("extract", "two.img", "--out", "both", "--streams");
  assert.deepEqual(tree(path.join(folder, "both")), [
    "partition 0/same.txt",
    "partition 1/same.txt",
    "partition 1/same.txt_Zone.Identifier",
  ]);
  await disk("extract", "two.img", "--out", "one", "--partition", "1");
  assert.deepEqual(tree(path.join(folder, "one")), ["same.txt"]);
});

test("extract: names that Windows could not have, or that lead elsewhere, become harmless", async () => {
  const { code, out } = await disk("extract", "hostile.img", "--out", "safe", "--json");
  assert.equal(code, 1, "a name that leads elsewhere is damage");
  assert.deepEqual(
    JSON.parse(out).files.map((file: { target: string }) => file.target),
    ["_aux", "__", "a_b", "A_B (2)"],
  );
  assert.deepEqual(tree(path.join(folder, "safe")), ["A_B (2)", "__", "_aux", "a_b"]);
});
