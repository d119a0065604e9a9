import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Target } from "../../../../../server/src/pods/target.ts";
import { asContainer, asOci, asPod, asSandbox, findingsIn, raisedBy } from "../sample.ts";

const vm = "io.microsoft.virtualmachine";
const debug = "io.microsoft.wcow.debug";
const dumps = "io.microsoft.container.processdumplocation";
const code = "annotation-dropped-by-containerd";

const configured = (handler: string, patterns: readonly string[]): Partial<Target> => ({
  podAnnotations: new Map([[handler, patterns]]),
});

suite("what containerd drops", () => {
  test("the debug key, by the built-in list; the keys of the virtual machine pass", () => {
    const found = raisedBy(code, asPod(`${debug}: "false"\n${vm}.fullyphysicallybacked: "true"`));
    assert.deepEqual(found, [`warning ${debug}`]);
  });

  test("the message has the line that lets its own key pass, so that typing another key does not rewrite it", () => {
    const pod = asPod(`${debug}: "false"\nio.microsoft.disable-unsafe-operations: "true"`);
    const lines = findingsIn(pod)
      .filter((finding) => finding.code === code)
      .map(({ message }) => /pod_annotations = \[.*\]/.exec(message)?.[0]);
    assert.deepEqual(lines, [
      'pod_annotations = ["io.microsoft.virtualmachine.*", "io.microsoft.wcow.*"]',
      'pod_annotations = ["io.microsoft.disable-unsafe-operations", "io.microsoft.virtualmachine.*"]',
    ]);
  });

  test("a list that is configured decides", () => {
    const pod = asPod(`${debug}: "false"`);
    assert.deepEqual(raisedBy(code, pod, configured("runhcs-wcow-hypervisor", ["io.microsoft.*"])), []);
    assert.deepEqual(raisedBy(code, pod, configured("runhcs-wcow-hypervisor", [])), [`warning ${debug}`]);
  });

  test("a handler that nobody knows is not judged", () => {
    assert.deepEqual(raisedBy(code, asPod(`${debug}: "false"`, "runhcs-of-mine")), []);
  });

  test("without a runtime class, a key that needs no utility VM is only a hint: managed nodes pass some on", () => {
    assert.deepEqual(raisedBy(code, asPod(`${dumps}: 'C:\\dumps'`, "")), [`hint ${dumps}`]);
    assert.deepEqual(raisedBy(code, asPod(`${debug}: "false"`, "")), [`warning ${debug}`]);
  });

  test("crictl takes the same way, but its hosts mostly have lists of their own", () => {
    const sandbox = asSandbox({ [debug]: "false" });
    assert.deepEqual(raisedBy(code, sandbox), [`information ${debug}`]);
    assert.deepEqual(raisedBy(code, sandbox, configured("runhcs-wcow-hypervisor", [])), [`warning ${debug}`]);
  });

  test("nothing filters an OCI spec", () => {
    assert.deepEqual(raisedBy(code, asOci({ [debug]: "false" }, { hyperv: {} })), []);
  });

  test("container configurations have a list of their own", () => {
    const type = "io.microsoft.wcow.processdumptype";
    assert.deepEqual(raisedBy(code, asContainer({ [type]: "full", [dumps]: "C:\\d" })), [`information ${type}`]);
  });

  test("a key that Kubernetes refuses is not dropped as well", () => {
    const text = asPod(`${vm}.computetopology.memory.allowovercommit: "false"`);
    assert.deepEqual(raisedBy(code, text, configured("runhcs-wcow-hypervisor", [])), []);
  });
});

suite("what containerd writes itself", () => {
  const hostProcess = "microsoft.com/hostprocess-container";

  test("host process: the field of the security context counts", () => {
    const text = asPod(`${hostProcess}: "true"`);
    assert.deepEqual(raisedBy("annotation-overwritten-by-containerd", text), [`warning ${hostProcess}`]);
    assert.match(findingsIn(text)[0]?.message ?? "", /windowsOptions\.hostProcess/);
  });

  test("host process: where the field says the same, the line is only superfluous", () => {
    const text = asPod(`${hostProcess}: "true"`).replace(
      "spec:",
      "spec:\n  securityContext: { windowsOptions: { hostProcess: true } }",
    );
    assert.deepEqual(raisedBy("annotation-overwritten-by-containerd", text), [`hint ${hostProcess}`]);
  });

  test("an OCI spec is handed to the shim as it is", () => {
    assert.deepEqual(raisedBy("annotation-overwritten-by-containerd", asOci({ [hostProcess]: "true" })), []);
  });
});
