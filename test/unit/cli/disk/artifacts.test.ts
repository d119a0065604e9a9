import assert from "node:assert/strict";
import { test } from "node:test";
import { buildHive } from "../../disks/formats/support/hive-builder.ts";
import { buildHiveLog } from "../../disks/formats/support/hive-log-builder.ts";
import { buildVmgs } from "../../disks/formats/support/vmgs-builder.ts";
import { fatVolume } from "../../disks/support/fat-builder.ts";
import { fixedVhd } from "../../disks/support/vhd-builder.ts";
import { scratchFolder } from "../../image-files/scratch-folder.ts";
import { runCli } from "../support.ts";
import { bootDisk, bootLog, bootLogs, efiFiles, twoPartitions } from "./sample-disk.ts";

/** A store without objects whose last write, which adds one, is in its log only. */
const dirtyStore = buildHive({ keys: { Objects: {} } }, { dirty: true });
const newStore = buildHive({ keys: { Objects: { keys: { "{9dea862c-5cdd-4e70-acc1-f32b344d4795}": {} } } } });
const storeLog = buildHiveLog([{ sequence: 2, binsSize: 4096, pages: [[0, newStore.subarray(4096)]] }]);
const storeAndLog = new Map([
  ["EFI/Microsoft/Boot/BCD", dirtyStore],
  ["EFI/Microsoft/Boot/BCD.LOG1", storeLog],
]);

const folder = scratchFolder({
  "BCD-dirty": dirtyStore,
  "BCD-dirty.LOG1": storeLog,
  "dirty.img": fatVolume({ kind: "FAT12" }, storeAndLog).volume,
  "boot.vhd": bootDisk(efiFiles(bootLogs.failed)).vhd,
  "damaged.vhd": bootDisk(efiFiles(Buffer.alloc(100, 7))).vhd,
  "two.img": twoPartitions(),
  "saved.dat": bootLogs.failed,
  "BCD-debug": buildHive({ keys: { Objects: {} } }),
  "cwcow.snp.vmgs": fixedVhd(buildVmgs({ files: { 1: Buffer.alloc(16) } })),
  "cut-off.vmgs": buildVmgs({ files: { 1: Buffer.alloc(16) } }),
  "unknown.dat": Buffer.alloc(5000, "no log"),
  "other.img": fatVolume({ kind: "FAT12" }, new Map([["a.txt", Buffer.from("a")]])).volume,
  "reference_info.cose": Buffer.from("d2845500", "hex"),
});
const disk = (...args: readonly string[]) => runCli(["disk", ...args], folder);

const shown: readonly (readonly [args: readonly string[], text: RegExp])[] = [
  [["timeline", "boot.vhd"], /^Boot status log .*\n\nBoot 1: The boot failed; .*0xC0000428 STATUS_INVALID_IMAGE_HASH/],
  [["timeline", "saved.dat"], /^Boot status log /],
  [["timeline", "boot.vhd", "saved.dat"], /^boot\.vhd\nBoot status log [\s\S]*\nsaved\.dat\nBoot status log /],
  [["bcd", "boot.vhd"], /^Boot configuration data: 0 objects/],
  [["bcd", "BCD-debug"], /^Boot configuration data: 0 objects/],
  [["vmgs", "cwcow.snp.vmgs"], /^VM guest state/],
  [["info", "cwcow.snp.vmgs"], /^VM guest state/],
  [
    ["info", "boot.vhd"],
    /^Partitioned with GPT: EFI system \(FAT32\)\.[\s\S]* container +vhd-fixed\n[\s\S]* 0 {2}EFI system: /,
  ],
];
for (const [args, text] of shown) {
  test(`disk ${args.join(" ")}`, async () => {
    const { code, out, err } = await disk(...args);
    assert.deepEqual({ code, err }, { code: 0, err: "" });
    assert.match(out, text);
  });
}

test("as JSON: where it was found, and what it says", async () => {
  const { artifacts, problems } = JSON.parse((await disk("timeline", "boot.vhd", "--json")).out);
  assert.deepEqual(problems, []);
  assert.deepEqual([artifacts.length, artifacts[0].partition, artifacts[0].path], [1, 0, bootLog]);
  assert.equal(artifacts[0].data.boots[0].entries.length, 2);
});

/** What `info` says of a partition. */
interface Facts {
  readonly index: number;
  readonly fileSystem: { readonly kind: string };
}

test("as JSON: a container's facts", async () => {
  const { version, verdict, container, table, partitions } = JSON.parse((await disk("info", "boot.vhd", "--json")).out);
  assert.deepEqual([version, verdict.kind, container.kind, table.scheme], [1, "formatted", "vhd-fixed", "gpt"]);
  assert.deepEqual(
    partitions.map(({ fileSystem }: Facts) => fileSystem.kind),
    ["FAT32"],
  );
});

test("of one partition alone", async () => {
  const { verdict, partitions } = JSON.parse((await disk("info", "two.img", "--partition", "1", "--json")).out);
  assert.deepEqual(
    [verdict.kind, partitions.map(({ index, fileSystem }: Facts) => [index, fileSystem.kind])],
    ["formatted", [[1, "NTFS"]]],
  );
  const { out } = await disk("info", "two.img", "--partition", "1");
  assert.match(out, /NTFS, label/);
  assert.doesNotMatch(out, /FAT16, label/);
});

const unshown: readonly (readonly [why: string, args: readonly string[], code: number, err: RegExp])[] = [
  [
    "a disk without one",
    ["timeline", "other.img"],
    2,
    /^confidential-pods: There is no boot status log in 'other\.img'\.\n$/,
  ],
  [
    "a damaged one, with its path",
    ["timeline", "damaged.vhd"],
    1,
    /^damaged\.vhd: at \d+: EFI\/Microsoft\/Boot\/bootstat\.dat: /,
  ],
  ["a file of another kind", ["bcd", "saved.dat"], 1, /^saved\.dat: at 0: No registry hive/],
  ["one that is cut off", ["reference-info", "reference_info.cose"], 1, /^reference_info\.cose: at \d+: /],
];
for (const [why, args, code, err] of unshown) {
  test(`not shown: ${why}`, async () => {
    const ran = await disk(...args);
    assert.equal(ran.code, code);
    assert.match(ran.err, err);
  });
}

test("a guest state without the footer of its VHD may be cut off", async () => {
  const { code, out, err } = await disk("vmgs", "cut-off.vmgs");
  assert.equal(code, 1);
  assert.match(out, /^VM guest state/);
  assert.match(err, /named \.vmgs but has no VHD footer/);
});

test("what is no disk is judged as what was asked for, not as a disk", async () => {
  const { code, err } = await disk("timeline", "unknown.dat");
  assert.equal(code, 1);
  assert.match(err, /^unknown\.dat: at 0: No boot status log: [^\n]*\n$/);
});

const stores: readonly (readonly [args: readonly string[], objects: number, note: string])[] = [
  [["BCD-dirty"], 0, "hive-dirty"],
  [["BCD-dirty", "--log", "BCD-dirty.LOG1"], 1, "hive-log-replayed"],
  // Beside it in the volume the log is found.
  [["dirty.img"], 1, "hive-log-replayed"],
];
for (const [args, objects, note] of stores) {
  test(`a store whose last write is in its log: bcd ${args.join(" ")}`, async () => {
    const { out } = await disk("bcd", "--json", ...args);
    const { artifacts, notes } = JSON.parse(out);
    assert.equal(artifacts[0].data.objects.length, objects);
    assert.equal(notes[0].code, note);
  });
}
