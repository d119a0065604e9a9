import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { PodFile } from "../../../../../server/src/pods/pod-file.ts";
import { asSandbox, findingsIn, raisedBy } from "../sample.ts";

const vm = "io.microsoft.virtualmachine";

/** A pod that says nothing of its node or its runtime. */
const silentPod = (...lines: readonly string[]): string =>
  [
    "kind: Pod",
    "apiVersion: v1",
    "metadata:",
    "  name: pod",
    "  annotations:",
    ...lines.map((line) => `    ${line}`),
    "",
  ].join("\n");

const messageOf = (code: string, text: string): string =>
  findingsIn(text).find((finding) => finding.code === code)?.message ?? "";

suite("what a document does not tell", () => {
  test("is named in the message where it matters", () => {
    const message = messageOf("memory-zero", silentPod(`${vm}.computetopology.memory.sizeinmb: "0"`));
    assert.match(message, /else 1024 MB \(assuming Hyper-V isolation\)\. Write/);
    assert.doesNotMatch(message, /Windows pod/);
  });

  test("is not named where the document tells", () => {
    const text = asSandbox({ [`${vm}.wcow.writable_efi`]: "true" });
    const [set] = PodFile.open("pod.json", text, "json").documents[0]?.document.sets ?? [];
    assert.notEqual(set?.platform.from, "assumed");
    assert.doesNotMatch(messageOf("writable-efi-needs-policy", text), /Windows pod, from/);
  });

  test("a policy that a template fills in makes the pod confidential, and is not judged", () => {
    const text = silentPod(`${vm}.wcow.securitypolicy: {{ .Values.policy }}`, 'io.microsoft.wcow.debug: "true"');
    assert.deepEqual(raisedBy("debug-needs-policy", text), []);
    assert.deepEqual(raisedBy("policy-not-base64", text), []);
    assert.deepEqual(raisedBy("debug-needs-path", text), ["error io.microsoft.wcow.debug"]);
  });

  test("a path that is still being typed is not missing", () => {
    const text = silentPod(
      `${vm}.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK`,
      'io.microsoft.wcow.debug: "true"',
      "io.microsoft.wcow.debug_data_path:",
    );
    assert.deepEqual(raisedBy("debug-needs-path", text), []);
  });

  test("a null is not judged", () => {
    const text = silentPod(
      `${vm}.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK`,
      `${vm}.wcow.isolation_type: ~`,
      `${vm}.wcow.gueststatefile: {}`,
    );
    assert.deepEqual(raisedBy("isolation-type-invalid", text), []);
    assert.deepEqual(raisedBy("guest-state-file-mismatch", text), []);
  });

  test("a process-isolated pod and a container have no utility VM", () => {
    const annotations = { [`${vm}.wcow.writable_efi`]: "true" };
    const target = { isolation: "process" } as const;
    assert.deepEqual(raisedBy("writable-efi-needs-policy", silentPod(`${vm}.wcow.writable_efi: "true"`), target), []);
    const container = JSON.stringify({ metadata: { name: "c" }, image: { image: "i" }, annotations, windows: {} });
    assert.deepEqual(raisedBy("writable-efi-needs-policy", container), []);
  });
});
