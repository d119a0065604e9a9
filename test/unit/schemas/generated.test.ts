import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { podSchema } from "../../../server/src/pods/annotations/pod-schema.ts";
import { allFacts, removedKeys } from "../../../server/src/pods/annotations/registry.ts";
import { generatedFiles } from "../../tools/generated-files.ts";
import { faults } from "./json-schema.ts";

const plain = podSchema(false);
const strict = podSchema(true);

test("the checked-in files are up to date; else run node test/tools/generate-schemas.mjs", () => {
  for (const [file, text] of generatedFiles()) assert.ok(readFileSync(file, "utf8") === text, file);
});

const sandbox = (annotations: object): object => ({ metadata: { name: "a", uid: "1" }, annotations });
const pod = (annotations: object): object => ({ kind: "Pod", metadata: { annotations } });

test("the example of every key is valid", () => {
  for (const fact of allFacts) {
    const key = fact.isPrefix ? `${fact.key}172dad59-976d-45f2-8b6c-6d1b13f2ac4d` : fact.key;
    for (const schema of [plain, strict]) assert.deepEqual(faults(schema, sandbox({ [key]: fact.example })), [], key);
  }
});

const vm = "io.microsoft.virtualmachine.";

test("a value outside of its grammar is found", () => {
  const cases: readonly (readonly [string, unknown, boolean])[] = [
    ["io.microsoft.wcow.debug", "T", true],
    ["io.microsoft.wcow.debug", "yes", false],
    ["io.microsoft.wcow.debug", true, false], // every value has to be a string
    [`${vm}computetopology.memory.sizeinmb`, "4096", true],
    [`${vm}computetopology.memory.sizeinmb`, "2Gi", false],
    [`${vm}computetopology.memory.sizeinmb`, "-1", false],
    [`${vm}computetopology.processor.count`, "+4", true],
    [`${vm}wcow.isolation_type`, "VBS", true],
    [`${vm}wcow.isolation_type`, "vbs", false],
    [`${vm}wcow.securitypolicy`, "cGFja2FnZQ==\n", true],
    [`${vm}wcow.securitypolicy`, "package policy", false],
    ["io.microsoft.lcow.rlimitcore", "1;2", true],
    ["io.microsoft.lcow.rlimitcore", "1", false],
    [`${vm}computetopology.numa.mapped-physical-nodes`, "0,1", true],
    [`${vm}computetopology.numa.mapped-physical-nodes`, "0, 1", false],
    ["someone.else/key", "anything", true],
  ];
  for (const [key, value, isValid] of cases) {
    assert.equal(faults(plain, sandbox({ [key]: value })).length === 0, isValid, `${key}: ${JSON.stringify(value)}`);
  }
});

test("only the strict schema refuses what hcsshim does not declare", () => {
  const [removed = ""] = removedKeys.keys();
  for (const key of ["io.microsoft.wcow.debugg", "microsoft.com/hostprocess", removed]) {
    assert.deepEqual(faults(plain, sandbox({ [key]: "x" })), [], key);
    assert.notDeepEqual(faults(strict, sandbox({ [key]: "x" })), [], key);
  }
  for (const key of ["someone.else/key", "microsoft.com/oss"]) {
    assert.deepEqual(faults(strict, sandbox({ [key]: "x" })), [], key);
  }
});

test("annotations are looked for where each kind has them", () => {
  const bad = { annotations: { "io.microsoft.wcow.debug": "yes" } };
  const template = { template: { metadata: bad } };
  const cases: readonly (readonly [object, boolean])[] = [
    [{ kind: "Pod", metadata: bad }, true],
    [{ kind: "Deployment", spec: template }, true],
    [{ kind: "CronJob", spec: { jobTemplate: { spec: template } } }, true],
    [{ kind: "PodTemplate", ...template }, true],
    [{ ...bad }, true],
    [{ kind: "Deployment", metadata: bad }, false], // these never reach a pod
    [{ kind: "ConfigMap", metadata: bad }, false],
  ];
  for (const [document, isFound] of cases) {
    assert.equal(faults(plain, document).length > 0, isFound, JSON.stringify(document));
  }
});

test("a key that Kubernetes cannot carry is refused there and not in a CRI document", () => {
  const key = `${vm}computetopology.memory.allowovercommit`;
  assert.notDeepEqual(faults(plain, pod({ [key]: "false" })), []);
  assert.deepEqual(faults(plain, sandbox({ [key]: "false" })), []);
  assert.deepEqual(faults(plain, pod({ "microsoft.com/hostprocess-container": "true" })), []);
});
