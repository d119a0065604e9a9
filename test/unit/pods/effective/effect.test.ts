import assert from "node:assert/strict";
import { test } from "node:test";
import { viewOf } from "../../../../server/src/pods/effective/annotation-view.ts";
import { type Effect, effectOf } from "../../../../server/src/pods/effective/effect.ts";
import { PodFile } from "../../../../server/src/pods/pod-file.ts";
import { defaultTarget, type Target } from "../../../../server/src/pods/target.ts";

const vm = "io.microsoft.virtualmachine";
const policy = `${vm}.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK`;

/** The effect of the last annotation of a pod. */
function effect(annotations: readonly string[], runtime = "runhcs-wcow-hypervisor", target?: Partial<Target>): Effect {
  const lines = annotations.map((line) => `    ${line}\n`).join("");
  const text = `kind: Pod\napiVersion: v1\nmetadata:\n  annotations:\n${lines}spec:\n  runtimeClassName: ${runtime}\n`;
  const document = PodFile.open("x.yaml", text).documents[0]?.document;
  const set = document?.sets[0];
  const last = set?.annotations.at(-1);
  assert.ok(document !== undefined && set !== undefined && last !== undefined);
  return effectOf(viewOf(document, set, { ...defaultTarget, ...target }), last);
}

const confidentialOnly = "the pod has no security policy";
const cases: readonly (readonly [why: string, annotations: readonly string[], expected: Effect])[] = [
  ["as written", [`${vm}.computetopology.memory.sizeinmb: "4096"`], { kind: "applied", value: "4096" }],
  ["in hcsshim's spelling", [`${vm}.fullyphysicallybacked: "T"`], { kind: "applied", value: "true" }],
  [
    "a shorthand",
    [policy, `${vm}.wcow.isolation_type: VBS`],
    { kind: "applied", value: "VirtualizationBasedSecurity" },
  ],
  [
    "rounded",
    [`${vm}.computetopology.memory.sizeinmb: "4097"`],
    { kind: "replaced", value: "4098", because: "memory is rounded up to an even number of MB" },
  ],
  [
    "unparsable: the default counts",
    [`${vm}.computetopology.memory.sizeinmb: "4 GB"`],
    {
      kind: "replaced",
      value: "1024",
      because: 'annotation value could not be parsed: strconv.ParseUint: parsing "4 GB": invalid syntax',
    },
  ],
  ["without a policy", [`${vm}.wcow.isolation_type: VBS`], { kind: "ignored", because: confidentialOnly }],
  [
    "too little memory",
    [policy, `${vm}.computetopology.memory.sizeinmb: "1024"`],
    { kind: "refused", because: "minimum 2048MB of memory is required for confidential pods, got: 1024" },
  ],
  [
    "in conflict with what stands for it",
    [`${vm}.fileshares.disablewritable: "false"`, 'io.microsoft.disable-unsafe-operations: "true"'],
    {
      kind: "refused",
      because: `annotation expansion conflict: "io.microsoft.disable-unsafe-operations" = "true" and "${vm}.fileshares.disablewritable" = "false"`,
    },
  ],
  ["a key of others", ['example.com/a: "b"'], { kind: "open" }],
  ["a template expression", [`${vm}.computetopology.memory.sizeinmb: "{{ .Memory }}"`], { kind: "open" }],
  ["still being typed", [`${vm}.computetopology.memory.sizeinmb:`], { kind: "open" }],
];
for (const [why, annotations, expected] of cases) {
  test(`effect: ${why}`, () => assert.deepEqual(effect(annotations), expected));
}

const ignored: readonly (readonly [why: RegExp, annotation: string, runtime?: string, target?: Partial<Target>])[] = [
  [/Windows pod/, `${vm}.lcow.kerneldirectboot: "true"`],
  [/no utility VM/, `${vm}.fullyphysicallybacked: "true"`, "runhcs-wcow-process"],
  [/hcsshim 0\.14 does not know/, 'io.microsoft.wcow.debug: "true"', "runhcs-wcow-hypervisor", { hcsshim: "0.14" }],
  [/no code of hcsshim/, "io.microsoft.cri.tenant-sandbox-id: a"],
  [/Cloning/, 'io.microsoft.virtualmachine.templateid: "1"'],
];
for (const [why, annotation, runtime, target] of ignored) {
  test(`ignored: ${why.source}`, () => {
    const found = effect([annotation], runtime, target);
    assert.ok(found.kind === "ignored");
    assert.match(found.because, why);
  });
}

test("of two equal keys the last one counts", () => {
  const text = `kind: Pod\napiVersion: v1\nmetadata:\n  annotations:\n    ${policy}\n    ${policy}\n`;
  const document = PodFile.open("x.yaml", text).documents[0]?.document;
  const [set] = document?.sets ?? [];
  assert.ok(document !== undefined && set !== undefined);
  const kinds = set.annotations.map((one) => effectOf(viewOf(document, set, defaultTarget), one).kind);
  assert.deepEqual(kinds, ["ignored", "applied"]);
});

test("a key that adds to a command line counts as it is written", () => {
  const found = effect([`${vm}.lcow.extra-exec-command-args: "-v"`], "runhcs-lcow");
  assert.deepEqual(found, { kind: "applied", value: "-v" });
});
