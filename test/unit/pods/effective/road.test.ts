import assert from "node:assert/strict";
import { test } from "node:test";
import { viewOf } from "../../../../server/src/pods/effective/annotation-view.ts";
import { type Road, roadOf } from "../../../../server/src/pods/effective/road.ts";
import { PodFile } from "../../../../server/src/pods/pod-file.ts";
import { defaultTarget } from "../../../../server/src/pods/target.ts";

/** The road of the last annotation of a document's first map. */
function road(text: string, extension = "yaml"): Road {
  const document = PodFile.open(`x.${extension}`, text).documents[0]?.document;
  const [set] = document?.sets ?? [];
  const last = set?.annotations.at(-1);
  assert.ok(document !== undefined && set !== undefined && last !== undefined);
  return roadOf(viewOf(document, set, defaultTarget), last);
}

const pod = (line: string, spec = "spec:\n  runtimeClassName: runhcs-wcow-hypervisor\n", kind = "Pod"): string =>
  `kind: ${kind}\napiVersion: v1\nmetadata:\n  annotations:\n    ${line}\n${spec}`;
const writable = 'io.microsoft.virtualmachine.wcow.writable_efi: "true"';
const debug = 'io.microsoft.wcow.debug: "true"';
const handler = "runhcs-wcow-hypervisor";

test("containerd's list lets a key pass", () => {
  assert.deepEqual(road(pod(writable)), { kind: "passed", handler, note: "" });
  assert.deepEqual(road(pod(writable, "")), { kind: "passed", handler, note: " (assumed: the document names none)" });
});

test("of a handler that is neither built in nor configured nothing is known", () => {
  const other = road(pod(writable, "spec:\n  runtimeClassName: mine\n"));
  assert.deepEqual(other, { kind: "unknown-handler", handler: "mine" });
});

test("an OCI spec is what the shim gets", () => {
  const text = '{"ociVersion":"1.0.2","windows":{"hyperv":{}},"annotations":{"io.microsoft.wcow.debug":"true"}}';
  assert.deepEqual(road(text, "json"), { kind: "direct" });
});

const stopped: readonly (readonly [why: RegExp, text: string])[] = [
  [/containerd drops the key.*passes on only io\.microsoft\.virtualmachine\.\*/, pod(debug)],
  [/\(assumed: the document names none\)/, pod(debug, "")],
  [/Kubernetes refuses a value that is not a string/, pod(writable.replaceAll('"', ""))],
  [
    /Kubernetes refuses the key: .*63/,
    pod('io.microsoft.virtualmachine.computetopology.memory.allowovercommit: "true"'),
  ],
  [/Deployment's own and never reach its pods/, pod(writable, "spec: {template: {}}\n", "Deployment")],
  [/containerd writes this key itself/, pod('microsoft.com/hostprocess-container: "true"')],
];
for (const [why, text] of stopped) {
  test(`stopped: ${why.source}`, () => {
    const found = road(text);
    assert.ok(found.kind === "stopped");
    assert.match(found.because, why);
  });
}
