import assert from "node:assert/strict";
import { test } from "node:test";
import { machinePath, onMachine } from "../../../../server/src/features/boot/machine-paths.ts";
import { writeGoJson } from "../../../../server/src/pods/uvm/plan/go-json.ts";
import type { MachinePaths } from "../../../../server/src/protocol.ts";
import { bootCwcow } from "../../pods/uvm/plan/cwcow.ts";

const posix: MachinePaths = { kind: "posix", drivesFolder: "/mnt", pipePrefix: "/tmp/uvm-1-" };

test("Windows paths have a place on every machine", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["C:\\boot\\boot.vhd", "/mnt/c/boot/boot.vhd"],
    ["d:/boot", "/mnt/d/boot"],
    // Rooted, without a drive: what a path of this machine became while it was planned.
    ["\\home\\me\\boot.vhd", "/home/me/boot.vhd"],
    ["/home/me/boot.vhd", "/home/me/boot.vhd"],
    ["\\\\.\\pipe\\uvmpipe", "/tmp/uvm-1-uvmpipe"],
    ["\\\\.\\pipe\\a\\b", "/tmp/uvm-1-a-b"],
    // Sockets have short paths only.
    [`\\\\.\\pipe\\${"x".repeat(200)}`, `/tmp/uvm-1-${"x".repeat(40)}`],
  ];
  for (const [path, there] of cases) assert.equal(machinePath(path, posix), there);
  for (const [path] of cases) assert.equal(machinePath(path, { kind: "windows" }), path);
});

test("a plan is moved as a whole, its document included", () => {
  const plan = bootCwcow({ debugMode: true, debugDataPath: "C:\\debug", writableEfi: true });
  assert.equal(onMachine(plan, { kind: "windows" }), plan);
  const moved = onMachine(plan, posix);
  const { owner: _, ...rest } = moved;
  const paths = JSON.stringify({
    ...rest,
    document: null,
    deviations: [],
    checks: moved.checks.map(({ path }) => path),
  });
  assert.doesNotMatch(paths, /C:|\\\\/);
  const document = writeGoJson(moved.document ?? {});
  for (const { path } of moved.grants) assert.ok(document.includes(`"${path}"`), path);
  assert.ok(document.includes(`"${moved.consolePipe}"`));
  assert.deepEqual(
    moved.preserve.map(({ to }) => to),
    ["/mnt/c/debug/uvmboot-0_sandbox.vhdx", "/mnt/c/debug/uvmboot-0_boot.vhd"],
  );
});
