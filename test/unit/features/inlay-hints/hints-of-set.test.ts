import assert from "node:assert/strict";
import { test } from "node:test";
import { hintsOf } from "../../../../server/src/features/inlay-hints/hints-of-set.ts";
import { viewOf } from "../../../../server/src/pods/effective/annotation-view.ts";
import { PodFile } from "../../../../server/src/pods/pod-file.ts";
import { defaultTarget, type Target } from "../../../../server/src/pods/target.ts";

const vm = "io.microsoft.virtualmachine";
const policy = `${vm}.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK`;

function hints(annotations: readonly string[], target?: Partial<Target>): readonly string[] {
  const lines = annotations.map((line) => `    ${line}\n`).join("");
  const text = `kind: Pod\napiVersion: v1\nmetadata:\n  annotations:\n${lines}spec:\n  runtimeClassName: runhcs-wcow-hypervisor\n`;
  const document = PodFile.open("x.yaml", text).documents[0]?.document;
  const [set] = document?.sets ?? [];
  assert.ok(document !== undefined && set !== undefined);
  return hintsOf(viewOf(document, set, { ...defaultTarget, ...target })).map((hint) => hint.text);
}

const cases: readonly (readonly [why: string, annotations: readonly string[], shown: readonly string[]])[] = [
  ["nothing where the written value counts", [`${vm}.computetopology.memory.sizeinmb: "4096"`], []],
  ["memory that is rounded", [`${vm}.computetopology.memory.sizeinmb: "4097"`], ["4098"]],
  ["overcommit forced off", [policy, `${vm}.computetopology.memory.allowovercommit: "true"`], ["false"]],
  ["a boolean in another spelling", [`${vm}.fullyphysicallybacked: T`], ["true"]],
  [
    "the guest state file of an isolation type",
    [policy, `${vm}.wcow.isolation_type: GuestStateOnly`],
    ["cwcow.gso.vmgs"],
  ],
  [
    "none where an annotation names it",
    [policy, `${vm}.wcow.isolation_type: GuestStateOnly`, `${vm}.wcow.gueststatefile: 'C:\\x.vmgs'`],
    [],
  ],
  ["none of an isolation type that is refused", [policy, `${vm}.wcow.isolation_type: bogus`], []],
  ["none of its folder either", [policy, `${vm}.wcow.isolation_type: bogus`, `${vm}.bootfilesrootpath: 'C:\\b'`], []],
  ["boot files of a folder", [policy, `${vm}.bootfilesrootpath: 'C:\\b'`], ["boot.vhd, rootfs.vhd, cwcow.snp.vmgs"]],
  ["no boot files without a policy", [`${vm}.bootfilesrootpath: 'C:\\b'`], []],
  ["nothing on a refused or ignored value", ['io.microsoft.wcow.debug: "true"', `${vm}.lcow.kerneldirectboot: T`], []],
];
for (const [why, annotations, shown] of cases) {
  test(`hints: ${why}`, () => assert.deepEqual(hints(annotations), shown));
}

test("hints: a processor count that the host does not have", () => {
  assert.deepEqual(hints([`${vm}.computetopology.processor.count: "64"`], { hostProcessors: 8 }), ["8"]);
});
