import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { addPattern } from "../../../../server/src/pods/containerd/add-pattern.ts";
import { targetFromContainerd } from "../../../../server/src/pods/containerd/target-from-containerd.ts";
import { version2, version3 } from "./samples.ts";

const builtIn = ["io.microsoft.virtualmachine.*"];

function added(text: string, handler: string, pattern: string): string | undefined {
  const edit = addPattern(text, handler, "pod_annotations", pattern, builtIn);
  return edit && text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end);
}

suite("a pattern is added to a handler's pod_annotations", () => {
  const pattern = "microsoft.com/*";
  const texts: readonly (readonly [why: string, text: string])[] = [
    ["in its list", version3],
    ["in a list over several lines", version2],
    ["in an empty list", version2.replace(/\[\n.*\n\]/, "[]")],
    ["as a list of its own, with what was built in", version3.replace(/^ *pod_annotations.*\n/m, "")],
    ["with Windows line ends", version3.replaceAll("\n", "\r\n")],
    ["with a table of its own, where the handler is not there", "version = 3\n"],
    ["at the end of a file without a line break", "version = 2"],
    ["in an empty file", ""],
  ];
  for (const [why, text] of texts) {
    test(why, () => {
      const after = added(text, "runhcs-wcow-hypervisor", pattern) ?? assert.fail("no edit");
      const patterns = targetFromContainerd(after, "config.toml")?.podAnnotations.get("runhcs-wcow-hypervisor") ?? [];
      assert.ok(patterns.includes(pattern));
      if (!text.includes("[]")) assert.ok(patterns.includes("io.microsoft.virtualmachine.*"));
      assert.equal(after.includes("\r\n"), text.includes("\r\n"));
    });
  }

  test("no line ends in a blank", () => {
    assert.doesNotMatch(added(version2, "runhcs-wcow-hypervisor", pattern) ?? "\n \n", / $/m);
  });

  test("a handler with a strange name is quoted", () => {
    assert.match(added("version = 3", "a b", pattern) ?? "", /runtimes\.'a b'\]\n/);
  });

  test("not twice, and not in what is no TOML", () => {
    assert.equal(added(version3, "runhcs-wcow-hypervisor", "io.microsoft.wcow.*"), undefined);
    assert.equal(added("[", "runhcs-wcow-hypervisor", pattern), undefined);
  });
});
