import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { PodFile } from "../../../../server/src/pods/pod-file.ts";
import { checkDocument } from "../../../../server/src/pods/rules/check.ts";
import { defaultTarget } from "../../../../server/src/pods/target.ts";
import { asDocument, asPod, findingsIn, summary } from "./sample.ts";

const vm = "io.microsoft.virtualmachine";
const policy = `${vm}.wcow.securitypolicy`;

suite("checking a document", () => {
  test("the same document and target give the same array", () => {
    const [first] = PodFile.open("pod.yaml", asPod(`${vm}.fullyphysicallybacked: "yes"`)).documents;
    assert.ok(first);
    const target = { ...defaultTarget };
    assert.equal(checkDocument(first.document, target), checkDocument(first.document, target));
    assert.deepEqual(
      checkDocument(first.document, { ...target }).map(({ code }) => code),
      checkDocument(first.document, target).map(({ code }) => code),
    );
  });

  test("findings come in the order of their places, then by code", () => {
    const findings = findingsIn(
      asDocument(`io.microsoft.wcow.debug: "true"\n${vm}.fullyphysicallybacked: "yes"\n${vm}.writeable_efi: "x"`),
    );
    const places = findings.map(({ span }) => span.start);
    assert.ok(places.length > 2);
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    );
  });

  test("each document of a file is judged by itself, in its own offsets", () => {
    const one = asPod(`${vm}.fullyphysicallybacked: "yes"`);
    const [first, second, ...rest] = findingsIn(`${one}---\n${one}`);
    assert.deepEqual(rest, []);
    assert.deepEqual(first?.span, second?.span);
  });

  test("a document without a key of ours is none of our business, however wrong it is", () => {
    assert.deepEqual(findingsIn('kind: Pod\nmetadata:\n  annotations:\n    a b: true\n    c: 1\n    "": {}\n'), []);
    assert.deepEqual(findingsIn("io.microsoft.wcow.debug: [\n"), []);
  });
});

suite("an OCI spec of another runtime", () => {
  const oci = (annotations: object, more: object = {}): readonly string[] =>
    summary(findingsIn(JSON.stringify({ ociVersion: "1.1.0", annotations, linux: {}, ...more })));
  const cri = { "io.kubernetes.cri.container-type": "container", "io.kubernetes.cri.sandbox-id": "" };

  test("has the keys of containerd's CRI too, and is none of our business", () => {
    assert.deepEqual(oci(cri), []);
    assert.deepEqual(oci({ ...cri, "io.katacontainers.pkg.oci.container_type": "pod_container" }), []);
  });

  test("is hcsshim's where it has a windows object or a key of hcsshim's own", () => {
    const expected = ["cri-keys-incomplete error io.kubernetes.cri.container-type"];
    assert.deepEqual(oci(cri, { windows: { layerFolders: [] } }), expected);
    assert.deepEqual(oci({ ...cri, "io.microsoft.lcow.shm.size-kb": "64" }), expected);
  });
});

suite("values that are not known", () => {
  const pairs = `io.microsoft.wcow.debug: "true"\nio.microsoft.wcow.debug_data_path: 'C:\\debug'\n${vm}.wcow.writable_efi: "true"`;
  const severe = (lines: string): readonly string[] =>
    summary(findingsIn(asDocument(lines)).filter(({ severity }) => severity === "error" || severity === "warning"));

  test("a policy that is missing is missed", () => {
    assert.notDeepEqual(severe(pairs), []);
  });

  test("a policy of a template counts as one, and nothing is said of its text", () => {
    assert.deepEqual(severe(`${policy}: {{ .Values.policy }}\n${pairs}`), []);
  });

  test("a policy that is being typed does so too", () => {
    assert.deepEqual(severe(`${policy}:\n${pairs}`), []);
  });

  test("what does not hang on the unknown value is still found", () => {
    const found = severe(`${policy}: {{ .Values.policy }}\n${pairs}\n${vm}.wcow.isolation_type: "none"`);
    assert.deepEqual(found, [`isolation-type-invalid error ${vm}.wcow.isolation_type`]);
  });
});
