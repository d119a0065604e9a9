import assert from "node:assert/strict";
import { test } from "node:test";
import { groupRuns } from "../../../../client/src/artifacts/runs/group-runs.ts";

const pod = "ab".repeat(32);
const guid = "0a1b2c3d-0000-4000-8000-00000000000f";

const cases: readonly (readonly [why: string, names: readonly string[], groups: Record<string, readonly string[]>])[] =
  [
    [
      "hcsshim's own names for a pod",
      [`${pod}@vm_boot.vhd`, `${pod}@vm_sandbox.vhdx`],
      { [`${pod}@vm`]: ["boot.vhd", "sandbox.vhdx"] },
    ],
    [
      "a scratch of uvmboot keeps its own name, underscores and all",
      ["uvmboot-0_boot.vhd", "uvmboot-0_my_scratch.vhdx"],
      { "uvmboot-0": ["boot.vhd", "my_scratch.vhdx"] },
    ],
    ["without a file that tells, the form of the identifier does", [`${guid}_other.vhdx`], { [guid]: ["other.vhdx"] }],
    [
      "a record brings its log along, though it is no disk",
      ["vm_1_run.json", "vm_1_console.log", "vm_1_boot.jsonl"],
      { vm_1: ["boot.jsonl", "console.log", "run.json"] },
    ],
    [
      "of two identifiers that begin alike the longer one wins",
      ["a_run.json", "a_b_run.json", "a_b_boot.vhd"],
      { a: ["run.json"], a_b: ["boot.vhd", "run.json"] },
    ],
    [
      "two EFI disks of one name",
      [`${guid}_efi_boot.vhd`, `${guid}_run.json`],
      { [guid]: ["efi_boot.vhd", "run.json"] },
    ],
    [
      "a disk of nobody, and one whose name only looks like a run's",
      ["boot.vhd", "my_disk.vhd"],
      { "": ["boot.vhd", "my_disk.vhd"] },
    ],
    ["what is no artifact is not ours to show", ["notes_today.txt", "pod.yaml", "bootmgr"], {}],
  ];

for (const [why, names, expected] of cases) {
  test(why, () => {
    const files = names.map((name) => ({ name, path: `/data/${name}`, size: 1, modified: 0 }));
    const groups = groupRuns(files).map(({ id, files: found }) => [id, found.map(({ suffix }) => suffix)] as const);
    assert.deepEqual(Object.fromEntries(groups), expected);
  });
}
