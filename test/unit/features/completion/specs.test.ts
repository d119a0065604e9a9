import assert from "node:assert/strict";
import { test } from "node:test";
import { criSpecs } from "../../../../server/src/features/completion/specs/cri-specs.ts";
import { kubernetesSpecs } from "../../../../server/src/features/completion/specs/kubernetes-specs.ts";
import { PodFile } from "../../../../server/src/pods/pod-file.ts";
import { checkDocument } from "../../../../server/src/pods/rules/check.ts";
import { defaultTarget } from "../../../../server/src/pods/target.ts";
import { expanded } from "../../../protocol/support/cursor.ts";

const findings = (syntax: "yaml" | "json", text: string): readonly string[] =>
  PodFile.open(`x.${syntax}`, text).documents.flatMap(({ document }) =>
    checkDocument(document, defaultTarget)
      .filter(({ severity }) => severity === "error" || severity === "warning")
      .map(({ code, key }) => `${code} ${key}`),
  );

/** containerd's built-in list does not pass the debug pair on, which the spec's own comment says. */
const expected: Readonly<Record<string, readonly string[]>> = {
  "cwcow-debug": [
    "annotation-dropped-by-containerd io.microsoft.wcow.debug",
    "annotation-dropped-by-containerd io.microsoft.wcow.debug_data_path",
  ],
};

for (const { prefix, syntax, snippet } of [...kubernetesSpecs, ...criSpecs]) {
  test(`the spec ${prefix} has annotations and nothing that hcsshim minds`, () => {
    const text = expanded(snippet);
    assert.doesNotMatch(text, /\$\{/);
    const sets = PodFile.open(`x.${syntax}`, text).documents.flatMap(({ document }) => document.sets);
    assert.equal(sets.length, 1);
    assert.deepEqual(findings(syntax, text), expected[prefix] ?? []);
  });
}

test("the list of containerd that the debug spec asks for leaves nothing to mind", () => {
  const podAnnotations = new Map([
    ["runhcs-wcow-hypervisor", ["io.microsoft.virtualmachine.*", "io.microsoft.wcow.*"]],
  ]);
  const text = expanded(kubernetesSpecs.find(({ prefix }) => prefix === "cwcow-debug")?.snippet ?? "");
  const document = PodFile.open("x.yaml", text).documents[0]?.document;
  assert.ok(document !== undefined);
  const codes = checkDocument(document, { ...defaultTarget, podAnnotations }).map(({ code }) => code);
  assert.ok(!codes.includes("annotation-dropped-by-containerd"));
});
