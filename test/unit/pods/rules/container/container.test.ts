import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Target } from "../../../../../server/src/pods/target.ts";
import { targetWith } from "../../handlers/samples.ts";
import { asContainer, asDocument, asOci, asPod, asSandbox, findingsIn, raisedBy, summary } from "../sample.ts";

const prefix = "io.microsoft.container.";
const cri = { type: "io.kubernetes.cri.container-type", id: "io.kubernetes.cri.sandbox-id" };
const ofContainer = { [cri.type]: "container", [cri.id]: "pod" };

interface Case {
  readonly what: string;
  readonly document: string;
  readonly expected: readonly string[];
  readonly target?: Partial<Target>;
}

const cpu: readonly Case[] = [
  {
    what: "count and weight",
    document: asContainer({ [`${prefix}processor.count`]: "2", [`${prefix}processor.weight`]: "500" }),
    expected: [`error ${prefix}processor.count`, `error ${prefix}processor.weight`],
  },
  {
    what: "an annotation beside the spec's own limit",
    document: asOci({ ...ofContainer, [`${prefix}processor.count`]: "2" }, { resources: { cpu: { maximum: 5000 } } }),
    expected: [`error ${prefix}processor.count`],
  },
  {
    what: "an annotation that replaces the spec's count",
    document: asOci({ ...ofContainer, [`${prefix}processor.count`]: "2" }, { resources: { cpu: { count: 4 } } }),
    expected: [],
  },
  {
    what: "zero is as good as none",
    document: asContainer({ [`${prefix}processor.count`]: "2", [`${prefix}processor.weight`]: "0" }),
    expected: [],
  },
];

const dumpType = "io.microsoft.wcow.processdumptype";
const dumpCount = "io.microsoft.wcow.processdumpcount";
const location = { [`${prefix}processdumplocation`]: "C:\\dumps" };

const dumps: readonly Case[] = [
  {
    what: "the numbers of Windows Error Reporting are no types",
    document: asContainer({ ...location, [dumpType]: "2" }),
    expected: [`error ${dumpType}`],
  },
  { what: "an empty type is the default", document: asContainer({ ...location, [dumpType]: "" }), expected: [] },
  {
    what: "a count of nothing",
    document: asContainer({ ...location, [dumpCount]: "0" }),
    expected: [`error ${dumpCount}`],
  },
  {
    what: "no location in the same map: the pod may have one",
    document: asContainer({ [dumpType]: "Mini" }),
    expected: [`warning ${dumpType}`],
  },
  {
    what: "a pod's values are copied to its containers",
    document: asPod(`${prefix}processdumplocation: 'C:\\dumps'\n${dumpType}: Full`),
    expected: [`error ${dumpType}`],
  },
];

const criKeys: readonly Case[] = [
  { what: "another type", document: asOci({ [cri.type]: "pod", [cri.id]: "a" }), expected: [`error ${cri.type}`] },
  { what: "CRI writes the keys itself", document: asSandbox({ [cri.type]: "pod" }), expected: [] },
];

const criPairs: readonly Case[] = [
  { what: "a type without an id", document: asOci({ [cri.type]: "sandbox" }), expected: [`error ${cri.type}`] },
  { what: "an empty id", document: asOci({ [cri.type]: "sandbox", [cri.id]: "" }), expected: [`error ${cri.type}`] },
  { what: "an id without a type", document: asOci({ [cri.id]: "a" }), expected: [`error ${cri.id}`] },
  { what: "both", document: asOci({ [cri.type]: "sandbox", [cri.id]: "a" }), expected: [] },
  {
    what: "an id of the handler's options: the shim's start reads the file alone",
    document: asOci({ [cri.type]: "sandbox" }),
    target: {
      ...targetWith({ mine: `DefaultContainerAnnotations = { '${cri.id}' = 'a' }` }),
      runtimeHandler: "mine",
    },
    expected: [`error ${cri.type}`],
  },
];

const shm: readonly Case[] = ["64m", "0", "-1", ""].map((value) => ({
  what: JSON.stringify(value),
  document: asContainer({ "io.microsoft.lcow.shm.size-kb": value }, "linux"),
  expected: ["error io.microsoft.lcow.shm.size-kb"],
}));

const tee: readonly Case[] = [
  ["app.log", []],
  ["/logs/../app.log", []], // joined to the folder, a leading slash means nothing
  ["..", ["error io.microsoft.container.lcow.tee-log-path"]],
  [".", ["error io.microsoft.container.lcow.tee-log-path"]],
  ["a/../../b", ["error io.microsoft.container.lcow.tee-log-path"]],
].map(([value, expected]) => ({
  what: String(value),
  document: asContainer({ "io.microsoft.container.lcow.tee-log-path": String(value) }, "linux"),
  expected: Array.isArray(expected) ? expected : [],
}));

const tables: Readonly<Record<string, readonly Case[]>> = {
  "container-cpu-exclusive": cpu,
  "process-dump-invalid": dumps,
  "cri-container-type-invalid": criKeys,
  "cri-keys-incomplete": criPairs,
  "shm-size-invalid": shm,
  "tee-log-path-outside": tee,
};

for (const [code, cases] of Object.entries(tables)) {
  suite(code, () => {
    for (const { what, document, expected, target } of cases) {
      test(what, () => assert.deepEqual(raisedBy(code, document, target), expected));
    }
  });
}

suite("pod or container", () => {
  const memory = "io.microsoft.virtualmachine.computetopology.memory.sizeinmb";

  test("a key of the virtual machine on a container", () => {
    assert.deepEqual(summary(findingsIn(asContainer({ [memory]: "yes" }))), [
      `sandbox-key-on-container warning ${memory}`,
    ]);
  });

  test("a container's key on an OCI sandbox, but not on a standalone task, which is both", () => {
    const key = `${prefix}memory.sizeinmb`;
    const sandbox = asOci({ [cri.type]: "sandbox", [cri.id]: "a", [key]: "512" }, { hyperv: {} });
    assert.deepEqual(raisedBy("container-key-on-sandbox", sandbox), [`warning ${key}`]);
    assert.deepEqual(raisedBy("container-key-on-sandbox", asOci({ [key]: "512" }, { hyperv: {} })), []);
  });

  test("a container's key that the handler's list lets pass", () => {
    const podAnnotations = new Map([["runhcs-wcow-hypervisor", ["io.microsoft.container.*"]]]);
    const sandbox = asSandbox({ [`${prefix}memory.sizeinmb`]: "512" });
    assert.deepEqual(raisedBy("container-key-on-sandbox", sandbox, { podAnnotations }), []);
  });
});

suite("lists of paths", () => {
  const key = "io.microsoft.container.wcow.deviceextensions";

  test("blanks belong to the paths; the fix drops them", () => {
    const [finding] = findingsIn(asDocument(asContainer({ [key]: "C:\\a.json, C:\\b.json" })));
    assert.equal(finding?.code, "path-list-blank");
    assert.equal(finding.fixes()[0]?.title, 'Write "C:\\a.json,C:\\b.json"');
  });

  test("blanks inside of a path are fine", () => {
    assert.deepEqual(raisedBy("path-list-blank", asContainer({ [key]: "C:\\my files\\a.json" })), []);
  });
});
