import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { buildVmgs } from "../../disks/formats/support/vmgs-builder.ts";
import { fatVolume } from "../../disks/support/fat-builder.ts";
import { fixedVhd } from "../../disks/support/vhd-builder.ts";
import { vhdx } from "../../disks/support/vhdx-builder.ts";
import { scratchFolder } from "../../image-files/scratch-folder.ts";
import { runCli } from "../support.ts";
import { bootDisk, bootLog, bootLogs, efiFiles, inVolume, twoPartitions } from "./sample-disk.ts";

const mib = 1024 * 1024;
const files = efiFiles(bootLogs.pristine);
const good = bootDisk(files);
const damaged = Buffer.from(good.vhd);
// The log's first cluster is said to be its last.
for (const copy of [0, good.fat.fatSize]) {
  const link = good.fat.fatOffset + copy + (good.fat.clusters.get(bootLog) ?? 0) * 4;
  damaged.writeUInt32LE(0x0fffffff, inVolume(link));
}
const guestState = fixedVhd(buildVmgs({ files: { 3: Buffer.from("TPM state"), 4: Buffer.from("skew") } }));
const folder = scratchFolder({
  "boot.vhd": good.vhd,
  "damaged.vhd": damaged,
  "two.img": twoPartitions(),
  "fat.img": fatVolume({ kind: "FAT12" }, new Map([["a.txt", Buffer.from("a")]])).volume,
  "cwcow.snp.vmgs": guestState,
  "bootstat.dat": bootLogs.failed,
  "sandbox.vhdx": vhdx(Buffer.alloc(8 * mib)),
  "dirty.vhdx": vhdx(Buffer.alloc(8 * mib), {
    log: [{ sequence: 4, tail: 0, writes: [{ fileOffset: 5 * mib, page: Buffer.alloc(4096) }] }],
  }),
  "text.txt": "no disk, but a text ".repeat(100),
});
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const list = async (...args: readonly string[]) => {
  const { code, out, err } = await runCli(["disk", "ls", "--json", ...args], folder);
  return { code, err, answer: JSON.parse(out) };
};

test("every file with its true content, as JSON of version 1", async () => {
  const { code, answer, err } = await list("boot.vhd", "--hash");
  const expected = [...files].map(([path, content]) => ({
    partition: 0,
    path,
    size: content.length,
    sha256: sha256(content),
    modified: "2022-09-01T00:00:00.000Z",
  }));
  assert.deepEqual(answer, { version: 1, files: expected, problems: [], notes: [] });
  assert.deepEqual({ code, err }, { code: 0, err: "" });
});

test("hashes are made where they are asked for", async () => {
  const { answer } = await list("boot.vhd");
  assert.deepEqual(Object.keys(answer.files[0]), ["partition", "path", "size", "modified"]);
});

test("all partitions, with alternate data streams; one where asked for", async () => {
  const paths = async (...args: readonly string[]): Promise<unknown> =>
    (await list("two.img", ...args)).answer.files.map((file: { partition: number; path: string }) => [
      file.partition,
      file.path,
    ]);
  const inNtfs = [
    [1, "same.txt"],
    [1, "same.txt:Zone.Identifier"],
  ];
  assert.deepEqual(await paths(), [[0, "same.txt"], ...inNtfs]);
  assert.deepEqual(await paths("--partition", "1"), inNtfs);
});

const bare: readonly (readonly [image: string, paths: readonly string[]])[] = [
  ["fat.img", ["a.txt"]],
  ["cwcow.snp.vmgs", ["TPM_NVRAM", "RTC_SKEW"]],
  ["bootstat.dat", ["bootstat.dat"]],
  // Nobody has formatted it: no files, and nothing wrong.
  ["sandbox.vhdx", []],
];
for (const [image, paths] of bare) {
  test(`without a partition table: ${image}`, async () => {
    const { code, answer } = await list(image, "--hash");
    assert.deepEqual(
      answer.files.map(({ path }: { path: string }) => path),
      paths,
    );
    assert.deepEqual({ code, problems: answer.problems }, { code: 0, problems: [] });
  });
}

test("what is secret has no hash", async () => {
  const { answer } = await list("cwcow.snp.vmgs", "--hash");
  assert.deepEqual(
    answer.files.map((file: { sha256?: string }) => file.sha256),
    [undefined, sha256(Buffer.from("skew"))],
  );
});

test("damage: the file is listed without a hash, its problem named with an offset, the others are whole; exit 1", async () => {
  const { code, answer } = await list("damaged.vhd", "--hash");
  assert.equal(code, 1);
  assert.deepEqual(
    answer.files.map((file: { path: string; sha256?: string }) => [file.path, file.sha256]),
    [...files].map(([path, content]) => [path, path === bootLog ? undefined : sha256(content)]),
  );
  const [problem] = answer.problems;
  assert.deepEqual(Object.keys(problem), ["offset", "code", "message"]);
  assert.match(problem.message, /bootstat\.dat/);
});

test("a log that was replayed is worth a note, not a failure", async () => {
  const { code, answer } = await list("dirty.vhdx");
  assert.equal(code, 0);
  assert.deepEqual(answer.problems, []);
  assert.equal(answer.notes[0].code, "vhdx-log-replayed");
});

test("several images: an answer each; one that cannot be read fails the run, and the rest is answered", async () => {
  const { code, answer, err } = await list("fat.img", "missing.vhd", "boot.vhd");
  assert.equal(code, 2);
  assert.equal(err, "confidential-pods: 'missing.vhd' cannot be read: there is no such file.\n");
  assert.deepEqual(
    answer.images.map(({ image, files: each }: { image: string; files: unknown[] }) => [image, each.length]),
    [
      ["fat.img", 1],
      ["boot.vhd", 3],
    ],
  );
});

test("for people: a heading for each partition, time, size and path", async () => {
  const { out } = await runCli(["disk", "ls", "boot.vhd"], folder);
  assert.match(out, /^Partition 0: EFI system: FAT32\n2022-09-01 00:00:00 {13}6 {2}EFI\/Boot\/bootx64\.efi\n/);
});

test("for people: what is no disk is told on standard error", async () => {
  const { code, err } = await runCli(["disk", "ls", "text.txt"], folder);
  assert.equal(code, 1);
  assert.match(err, /^text\.txt: at 0: .*no file system that is known.* \(file-system-unknown\)\n$/);
});
