import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { assertNothingLeft, type Bench, flowTest, originalText, watch } from "./host.ts";

const debugFile = ({ folder, request }: Bench, name: string): string =>
  path.join(folder, "debug", `${request.plan.id}_${name}`);

flowTest("a file of another run is never replaced", {}, async (bench) => {
  mkdirSync(path.join(bench.folder, "debug"));
  for (const name of ["boot.vhd", "run.json"]) writeFileSync(debugFile(bench, name), "another run");
  const { result } = await watch(bench);
  assert.equal(result.outcome, "ended");
  for (const name of ["boot.vhd", "run.json"])
    assert.equal(readFileSync(debugFile(bench, name), "utf8"), "another run");
  assert.equal(result.recordFile, path.join(bench.folder, "debug", `${bench.request.plan.id}-2_run.json`));
  assert.deepEqual(
    result.preserved.map(({ to }) => path.basename(to)),
    [`${bench.request.plan.id}_sandbox.vhdx`, `${bench.request.plan.id}_boot-2.vhd`],
  );
  assert.equal(readFileSync(debugFile(bench, "boot-2.vhd"), "utf8"), "original boot.vhd");
});

flowTest("originals are left as they were", {}, async (bench) => {
  await watch(bench);
  for (const name of ["boot.vhd", "rootfs.vhd", "cwcow.snp.vmgs"]) {
    assert.equal(readFileSync(path.join(bench.folder, "boot", name), "utf8"), originalText(name));
  }
  await assertNothingLeft(bench);
});

flowTest("a debug folder that cannot be made is told, and the VM is gone", {}, async (bench) => {
  const file = path.join(bench.folder, "occupied");
  writeFileSync(file, "");
  const preserve = bench.request.plan.preserve.map(({ from, to }) => ({
    from,
    to: path.join(file, path.basename(to)),
  }));
  const plan = { ...bench.request.plan, preserve };
  const { result } = await watch({ ...bench, request: { ...bench.request, plan } });
  assert.equal(result.outcome, "ended");
  assert.deepEqual(
    result.preserved.map(({ error }) => /A part of the path is a file|EEXIST|file exists/i.test(error ?? "")),
    [true, true],
  );
  await assertNothingLeft(bench);
});

// Wine copies a folder as if it were an empty file.
if (process.platform !== "win32") {
  flowTest("a file that cannot be read is told, and the other one is saved", {}, async (bench) => {
    const efi = path.join(bench.folder, "boot", "boot.vhd");
    const { result } = await watch(bench, (event, run) => {
      if (event.type !== "phase" || event.phase !== "running") return;
      // A folder in its place cannot be read by anybody, root and Windows included.
      rmSync(efi);
      mkdirSync(efi);
      run.stop();
    });
    assert.notEqual(result.preserved[1]?.error ?? "", "");
    assert.equal(result.preserved[0]?.error, undefined);
    assert.ok(!existsSync(debugFile(bench, "boot.vhd")), "no empty file stands for it");
  });
}

flowTest("without debug mode there is a record but no disk", {}, async (bench) => {
  const plan = { ...bench.request.plan, preserve: [] };
  const { result, phases } = await watch({ ...bench, request: { ...bench.request, plan } });
  assert.deepEqual(result.preserved, []);
  assert.ok(!phases.includes("preserving"));
  assert.ok(existsSync(result.recordFile));
});

flowTest("what an earlier run left behind is not touched, and named", {}, async (bench) => {
  mkdirSync(bench.request.runFolder);
  writeFileSync(path.join(bench.request.runFolder, "cwcow.snp.vmgs"), "left behind");
  const { result } = await watch(bench);
  assert.equal(result.failure?.code, "run-folder-used");
  assert.equal(readFileSync(path.join(bench.request.runFolder, "cwcow.snp.vmgs"), "utf8"), "left behind");
});

flowTest("a missing boot file is told in hcsshim's words before anything is made", {}, async (bench) => {
  const check = {
    path: path.join(bench.folder, "boot", "none.vhd"),
    kind: "file",
    stage: "document",
    failure: "failed to grant vm access to EFI VHD",
  } as const;
  const plan = { ...bench.request.plan, checks: [check] };
  const { result } = await watch({ ...bench, request: { ...bench.request, plan } });
  assert.equal(result.failure?.phase, "checking");
  assert.match(result.failure?.message ?? "", /^failed to grant vm access to EFI VHD: .*none\.vhd is missing\.$/);
  await assertNothingLeft(bench);
});

flowTest("hashing that is called off leaves the files, and the record says why they have none", {}, async (bench) => {
  const skip = new AbortController();
  const { result, record, phases } = await watch(
    bench,
    (event, run) => {
      if (event.type !== "phase") return;
      if (event.phase === "running") run.stop();
      if (event.phase === "hashing") skip.abort();
    },
    skip.signal,
  );
  assert.equal(phases.at(-1), "closed");
  assert.equal(record.state, "ended");
  assert.deepEqual(
    result.preserved.map(({ to, sha256, sha256Reason }) => [existsSync(to), sha256, sha256Reason]),
    [
      [true, null, "Its computation was called off."],
      [true, null, "Its computation was called off."],
    ],
  );
  assert.deepEqual(record.preserved, result.preserved);
  await assertNothingLeft(bench);
});
