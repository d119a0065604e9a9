import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { runtimeClassesIn } from "../../../../server/src/pods/handlers/runtime-classes.ts";
import { PodFile } from "../../../../server/src/pods/pod-file.ts";

const classes = (text: string, name = "sample.yaml") =>
  runtimeClassesIn(PodFile.open(name, text)).map((one) => `${one.name} → ${one.handler}`);

const simple =
  "apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata:\n  name: confidential\nhandler: runhcs-wcow-hypervisor\n";

suite("RuntimeClasses of a file", () => {
  for (const [what, text, expected] of [
    ["one of YAML", simple, ["confidential → runhcs-wcow-hypervisor"]],
    ["one behind a pod", `kind: Pod\n---\n${simple}`, ["confidential → runhcs-wcow-hypervisor"]],
    [
      "a list of them, whose items need no kind",
      "apiVersion: node.k8s.io/v1\nkind: RuntimeClassList\nitems:\n- { metadata: { name: a }, handler: b }\n",
      ["a → b"],
    ],
    [
      "items of a mixed list",
      "kind: List\nitems:\n- kind: Pod\n- { kind: RuntimeClass, metadata: { name: a }, handler: b }\n",
      ["a → b"],
    ],
    ["a pod that only names one", "kind: Pod\nspec: { runtimeClassName: RuntimeClass }\n", []],
    [
      "another group's kind of that name",
      "apiVersion: example.com/v1\nkind: RuntimeClass\nmetadata: { name: a }\nhandler: b\n",
      [],
    ],
    ["one without a handler yet", "kind: RuntimeClass\nmetadata:\n  name: a\nhandler:\n", []],
    ["one without a name yet", "kind: RuntimeClass\nmetadata:\n  name:\nhandler: b\n", []],
    ["one whose handler a template fills in", "kind: RuntimeClass\nmetadata:\n  name: a\nhandler: {{ .h }}\n", []],
  ] as const) {
    test(what, () => assert.deepEqual(classes(text), expected));
  }

  test("one of JSON", () => {
    const text = JSON.stringify({ kind: "RuntimeClass", metadata: { name: "a" }, handler: "b" });
    assert.deepEqual(classes(text, "sample.json"), ["a → b"]);
  });
});
