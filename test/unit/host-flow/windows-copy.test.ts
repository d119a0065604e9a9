import assert from "node:assert/strict";
import {
  closeSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { copyOnWindows } from "../../../client/src/host/disks/windows-copy.ts";
import { loadKoffi } from "../../../client/src/host/native/koffi.ts";
import { bindWindowsFiles, type WindowsFiles } from "../../../client/src/host/native/windows-files.ts";
import { type Bench, flowTest } from "./host.ts";

const mib = 2 ** 20;

/** The double's kernel32; under Wine its own, which knows no ranges. */
const filesOf = async ({ double }: Bench): Promise<WindowsFiles> =>
  bindWindowsFiles(await loadKoffi(), double.libraries.kernel32 ?? "kernel32.dll");

/** A file with a MiB of data at each of some offsets. */
function hollow(bench: Bench, name: string, size: number, offsets: readonly number[]): string {
  const file = path.join(bench.folder, name);
  const handle = openSync(file, "w");
  for (const [index, at] of offsets.entries()) writeSync(handle, Buffer.alloc(mib, index + 1), 0, mib, at);
  ftruncateSync(handle, size);
  closeSync(handle);
  return file;
}

const same = (a: string, b: string): boolean => readFileSync(a).equals(readFileSync(b));

interface Case {
  readonly name: string;
  readonly knobs: Readonly<Record<string, string>>;
}

const cases: readonly Case[] = [
  { name: "on NTFS", knobs: {} },
  { name: "where ranges are not told", knobs: { HCSD_FAIL: "FSCTL_QUERY_ALLOCATED_RANGES=1" } },
  { name: "on ReFS", knobs: { HCSD_SHARES_BLOCKS: "1" } },
  {
    name: "on a ReFS that refuses",
    knobs: { HCSD_SHARES_BLOCKS: "1", HCSD_FAIL: "FSCTL_DUPLICATE_EXTENTS_TO_FILE=50" },
  },
];

for (const { name, knobs } of cases) {
  flowTest(`a sparse file is copied byte for byte, and stays sparse, ${name}`, knobs, async (bench) => {
    const from = hollow(bench, "from.vhd", 64 * mib + 17, [0, 20 * mib, 40 * mib + 4096]);
    const to = path.join(bench.folder, "to.vhd");
    writeFileSync(to, "longer".repeat(mib));
    await copyOnWindows(await filesOf(bench), from, to);
    assert.ok(same(from, to));
    // Sharing is emulated by copying.
    if (knobs["HCSD_SHARES_BLOCKS"] === undefined) assert.ok(statSync(to).blocks * 512 <= 8 * mib);
  });

  flowTest(`a whole file is copied byte for byte ${name}`, knobs, async (bench) => {
    const from = path.join(bench.folder, "boot", "boot.vhd");
    const to = path.join(bench.folder, "to.vhd");
    await copyOnWindows(await filesOf(bench), from, to);
    assert.ok(same(from, to));
    writeFileSync(from, "");
    await copyOnWindows(await filesOf(bench), from, to);
    assert.equal(statSync(to).size, 0);
  });
}

if (process.platform === "linux") {
  flowTest("more ranges than one call tells are all told", {}, async (bench) => {
    const file = path.join(bench.folder, "holes");
    const handle = openSync(file, "w");
    const count = 2500;
    for (let index = 0; index < count; index++) writeSync(handle, "x", index * 65_536);
    closeSync(handle);
    const { size } = statSync(file);
    const ranges = await (await filesOf(bench)).dataRanges(file, size);
    assert.equal(ranges?.length, count);
    assert.deepEqual(ranges.at(-1), { start: (count - 1) * 65_536, end: size });
  });
}

flowTest("what cannot be opened is not cloned, and told by the copy", {}, async (bench) => {
  const files = await filesOf(bench);
  const missing = path.join(bench.folder, "missing");
  assert.equal(await files.dataRanges(missing, 1), undefined);
  assert.equal(await files.makeSparse(missing), false);
  assert.equal(await files.canShareBlocks(missing), false);
  await assert.rejects(copyOnWindows(files, missing, path.join(bench.folder, "to")), /ENOENT/);
});

flowTest("a folder is asked whether files may be made in it, and nothing is made", {}, async (bench) => {
  const { mayAddFiles } = await filesOf(bench);
  const before = readdirSync(bench.folder);
  assert.equal(await mayAddFiles(bench.folder), true);
  assert.equal(await mayAddFiles(path.join(bench.folder, "none")), false);
  assert.deepEqual(readdirSync(bench.folder), before);
});
