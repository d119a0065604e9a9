import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { CallCancelled, type CallContext, callContext } from "../../../server/src/disk-process/call-context.ts";
import { diskHandlers } from "../../../server/src/disk-process/disk-handlers.ts";
import { OpenImages } from "../../../server/src/disk-process/open-images.ts";
import { efiLog, entry, startOfLog, statusAndPath } from "../disks/formats/support/bootstat-builder.ts";
import { buildVmgs } from "../disks/formats/support/vmgs-builder.ts";
import { fatVolume } from "../disks/support/fat-builder.ts";
import { gptDisk } from "../disks/support/gpt-builder.ts";
import { pattern } from "../disks/support/pattern.ts";
import { blockVhd, fixedVhd } from "../disks/support/vhd-builder.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "disk-handlers-"));
const images = new OpenImages();
after(() => {
  images.closeAll();
  rmSync(folder, { recursive: true, force: true });
});
const handlers = diskHandlers(images);
const call = callContext(
  () => false,
  () => undefined,
);
const log = "EFI/Microsoft/Boot/bootstat.dat";
const started = entry({ event: 1, data: startOfLog() });
const failure = entry({ level: 3, event: 0x13, data: statusAndPath(0xc0000428, "\\winload.efi") });

function disk(...files: readonly (readonly [string, Buffer])[]): Buffer {
  const content = fatVolume({ kind: "FAT32" }, new Map(files)).volume;
  return gptDisk(3 * 1024 * 1024, 512, [{ type: "c12a7328-f81f-11d2-ba4b-00a0c93ec93b", first: 64, content }]);
}

function write(name: string, bytes: Buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

const before = write("before.vhd", fixedVhd(disk([log, efiLog([started])], ["EFI/a.bin", pattern(900)])));
const image = write("after.vhd", fixedVhd(disk([log, efiLog([started, failure])], ["EFI/a.bin", pattern(900)])));

test("what was written is told by file, with the line that each stands in", async () => {
  const { text, files, changedSectors } = await handlers.compare(
    { before: { image: before }, after: { image }, of: "guest-writes" },
    call,
  );
  const [{ line } = { line: 0 }] = files;
  assert.deepEqual(files, [
    { partitionBefore: 0, partitionAfter: 0, path: log, change: "modified", artifact: true, line },
  ]);
  assert.match(text.split("\n")[files[0]?.line ?? -1] ?? "", /~ modified {2}EFI\/Microsoft\/Boot\/bootstat\.dat/);
  assert.ok(changedSectors > 0);
});

test("equal disks say why there may be no trace", async () => {
  const same = await handlers.compare({ before: { image }, after: { image }, of: "guest-writes" }, call);
  assert.equal(same.changedSectors, 0);
  assert.match(same.text, /Nothing was written.*\n.*read-only/);
});

test("the newest boot's outcome is found without being told where its log is", async () => {
  const status = await handlers.bootStatus({ image }, call);
  assert.equal(status?.path, log);
  assert.equal(status.outcome?.kind, "failed");
});

test("an overview says how much of each part of the disk is stored", async () => {
  const dynamic = write("dynamic.vhd", blockVhd(disk([log, efiLog([started])]), { blockSize: 512 * 1024 }));
  const { allocation, stored, partitions, artifacts, verdict } = await handlers.overview({ image: dynamic }, call);
  assert.ok(allocation[0] === 1 && allocation.at(-1) === 1, "the partition table and its copy");
  assert.ok(allocation.includes(0), "blocks of zeros are not stored");
  assert.equal(stored.count, stored.first.length);
  assert.deepEqual(stored.first[0]?.offset, 0);
  assert.equal(partitions[0]?.fileSystem?.kind, "FAT32");
  assert.deepEqual(artifacts, [{ kind: "boot-status-log", partition: 0, path: log }]);
  assert.match(verdict, /GPT/);
});

test("a guest state file is shown as what it is, and not blamed for having no file system", async () => {
  const vmgs = write("cwcow.snp.vmgs", fixedVhd(buildVmgs()));
  const { text, problems } = await handlers.overview({ image: vmgs }, call);
  assert.match(text, /^VM guest state/);
  assert.deepEqual(problems, []);
});

test("a whole file is read, and one that is too large for an editor is refused with what to do", async () => {
  const place = { image, partition: 0, path: "EFI/a.bin" };
  assert.deepEqual(Buffer.from(await handlers.read(place, call)), pattern(900));
  await assert.rejects(async () => handlers.read({ ...place, path: "EFI/b.bin" }, call), /There is no 'EFI\/b\.bin'/);
});

test("files are found by a part of their path, whatever its case, up to a limit", async () => {
  const found = await handlers.find({ image, partition: null, text: "BOOT/", limit: 10 }, call);
  assert.deepEqual(
    found.map(({ path: inner }) => inner),
    [log],
  );
  assert.equal((await handlers.find({ image, partition: null, text: "", limit: 1 }, call)).length, 1);
});

test("files are found in the partition that was asked for, also where another has as many as the limit", async () => {
  const volumeWith = (...names: readonly string[]): Buffer =>
    fatVolume({ kind: "FAT12" }, new Map(names.map((name) => [name, pattern(9)]))).volume;
  const type = "ebd0a0a2-b9e5-4433-87c0-68b6b72699c7";
  const two = gptDisk(4 * 1024 * 1024, 512, [
    { type, first: 64, content: volumeWith("one.log", "two.log") },
    { type, first: 4096, content: volumeWith("three.log") },
  ]);
  const params = { image: write("two.img", two), text: "log", limit: 2 };
  const pathsIn = async (partition: number | null): Promise<readonly string[]> =>
    (await handlers.find({ ...params, partition }, call)).map((found) => found.path);
  assert.deepEqual([await pathsIn(0), await pathsIn(1)], [["one.log", "two.log"], ["three.log"]]);
  assert.equal((await pathsIn(null)).length, 2);
});

test("whether a disk needs a parent is told of differencing ones, also where the parent is missing", async () => {
  const parent = { id: "ab".repeat(16), path: "..\\no such parent.vhd", changed: new Set([0]) };
  const child = write("child.vhd", blockVhd(pattern(4096), { blockSize: 512 * 1024, parent }));
  assert.deepEqual(
    [await handlers.isChild({ image: child }, call), await handlers.isChild({ image }, call)],
    [true, false],
  );
});

test("a report names the first 5,000 files, and says how many more there are", async () => {
  const names = Array.from({ length: 5003 }, (_, index) => `many/${String(index).padStart(5, "0")}.txt`);
  // Without content, so that there is room for so many.
  const volumeOf = (all: readonly string[]): Buffer =>
    fatVolume({ kind: "FAT32" }, new Map(all.map((name) => [name, Buffer.alloc(0)]))).volume;
  const pair = [write("many.img", volumeOf(names)), write("none.img", volumeOf([]))] as const;
  const { text, files } = await handlers.compare(
    { before: { image: pair[0] }, after: { image: pair[1] }, of: "runs" },
    call,
  );
  assert.deepEqual([files.length, files.at(-1)?.path], [5000, "many/04999.txt"]);
  assert.match(text, /\n {2}and 3 more files, which the command line names: confidential-pods disk diff\n/);
});

test("a text is found in contents, in the area that was asked for, with what is left out", async () => {
  const texts = new Map([
    ["EFI/log.txt", Buffer.from("first\nloading CIMFS.sys\n")],
    ["EFI/other/log.txt", Buffer.from("cimfs.sys\n".repeat(30))],
    ["cimfs.sys", Buffer.from("by its name only")],
  ]);
  const searched = write("texts.vhd", fixedVhd(disk(...texts)));
  const find = (inner: string, limit = 100) =>
    handlers.findText({ image: searched, partition: 0, path: inner, text: "cimfs.sys", limit }, call);
  const { matches, hasMore } = await find("");
  assert.deepEqual(matches[0], {
    partition: 0,
    path: "EFI/log.txt",
    artifact: false,
    line: 1,
    preview: "loading CIMFS.sys",
  });
  assert.equal(matches.length, 21, "twenty of a file");
  assert.equal(hasMore, false);
  assert.equal((await find("EFI/other")).matches.length, 20);
  assert.deepEqual([(await find("", 2)).matches.length, (await find("", 2)).hasMore], [2, true]);
  const secret = write(
    "texts.vmgs",
    buildVmgs({ files: { 13: Buffer.from("cimfs.sys"), 18: Buffer.from("cimfs.sys") } }),
  );
  const area = { image: secret, partition: null, path: "", text: "cimfs.sys", limit: 9 };
  const state = await handlers.findText(area, call);
  assert.deepEqual(
    [state.matches.map((match) => match.path), state.unread],
    [["PROVISIONING_MARKER"], 1],
    "no secrets",
  );
});

test("a directory is extracted under its own name, a file without the ones above it", async () => {
  const target = path.join(folder, "out");
  const result = await handlers.extract({ image, partition: 0, path: "EFI/Microsoft", target }, call);
  assert.deepEqual(result, { files: 1, bytes: 0x10000, problems: [] });
  assert.equal(readFileSync(path.join(target, "Microsoft", "Boot", "bootstat.dat")).length, 0x10000);
  await handlers.extract({ image, partition: 0, path: "EFI/a.bin", target }, call);
  assert.deepEqual(readFileSync(path.join(target, "a.bin")), pattern(900));
  const again = await handlers.extract({ image, partition: 0, path: "EFI/a.bin", target }, call);
  assert.equal(again.files, 0);
  assert.match(again.problems.join(), /exists already/);
});

test("an extraction is stopped inside of a file, which is then not left half written", async () => {
  const content = fatVolume(
    { kind: "FAT12", sectorSize: 4096 },
    new Map([["large.bin", pattern(3 * 1024 * 1024)]]),
  ).volume;
  const large = write("large.vhd", fixedVhd(content));
  const target = path.join(folder, "stopped");
  const told: number[] = [];
  const stopping: CallContext = {
    progress: (fraction) => told.push(fraction),
    checkpoint: async () => {
      if (told.length === 2) throw new CallCancelled();
    },
  };
  const extraction = handlers.extract({ image: large, partition: 0, path: "large.bin", target }, stopping);
  await assert.rejects(async () => extraction, CallCancelled);
  assert.ok(told[0] !== undefined && told[0] > 0.3 && told[0] < 0.4, "progress counts bytes");
  assert.deepEqual(readdirSync(target), []);
});

test("a deleted file is extracted where it is what was asked for", async () => {
  const { volume, fatOffset, fatSize } = fatVolume({ kind: "FAT12" }, new Map([["gone", pattern(700)]]));
  // As a FAT driver deletes: the entry of the builder's first short name is marked, both clusters are free.
  volume[volume.indexOf("N1      EXT", 0, "latin1")] = 0xe5;
  for (const copy of [fatOffset, fatOffset + fatSize]) volume.fill(0, copy + 3, copy + 6);
  const deleted = write("deleted.img", volume);
  const [gone] = await handlers.list({ image: deleted, partition: 0, path: "", deleted: true }, call);
  assert.equal(gone?.deleted, true);
  const target = path.join(folder, "undeleted");
  const result = await handlers.extract({ image: deleted, partition: 0, path: gone.name, target }, call);
  assert.deepEqual(result, { files: 1, bytes: 700, problems: [] });
});

test("everything is extracted by partition where there are several file systems, else as it is", async () => {
  const content = fatVolume({ kind: "FAT12" }, new Map([["one", pattern(10)]])).volume;
  const type = "ebd0a0a2-b9e5-4433-87c0-68b6b72699c7";
  const second = 64 + Math.ceil(content.length / 512);
  const places = [64, second].map((first) => ({ type, first, content }));
  const both = write("both.vhd", fixedVhd(gptDisk(4 * 1024 * 1024, 512, places)));
  const target = path.join(folder, "all");
  await handlers.extract({ image: both, partition: null, path: "", target }, call);
  assert.deepEqual(readFileSync(path.join(target, "partition 1", "one")), pattern(10));
  await handlers.extract({ image, partition: null, path: "", target }, call);
  assert.deepEqual(readFileSync(path.join(target, "EFI", "a.bin")), pattern(900));
});

test("a file that was replaced is read anew, and a released one can be moved", async () => {
  const file = write("replaced.vhd", fixedVhd(disk(["one", pattern(10)])));
  const names = async (): Promise<readonly string[]> =>
    (await handlers.list({ image: file, partition: 0, path: "" }, call)).map(({ name }) => name);
  assert.deepEqual(await names(), ["one"]);
  const other = write("other.vhd", fixedVhd(disk(["two", pattern(10)])));
  await handlers.release({ image: file }, call);
  renameSync(other, file);
  assert.deepEqual(await names(), ["two"]);
});

test("a boot files root is checked file by file", async () => {
  const root = path.dirname(write("boot.vhd", fixedVhd(disk([log, efiLog([started])]))));
  write("rootfs.vhd", fixedVhd(Buffer.alloc(1024 * 1024)).subarray(0, -1));
  const report = await handlers.bootFiles({ folder: root, isolation: "VirtualizationBasedSecurity" }, call);
  assert.equal(report.isComplete, false);
  assert.match(report.text, /^ *boot\.vhd +ok$/m);
  assert.match(report.text, /^ *rootfs\.vhd +bad$/m);
  assert.match(report.text, /^ *cwcow\.vbs\.vmgs +missing$/m);
  const elsewhere = await handlers.bootFiles({ folder: path.join(root, "none"), isolation: "" }, call);
  assert.match(elsewhere.text, /There is no such folder on this machine\./);
  assert.match(report.text, /^ *reference_info\.cose +not there \(optional\)$/m);
});
