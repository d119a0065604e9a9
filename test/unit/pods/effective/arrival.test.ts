import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { arrivalOf, describeArrival } from "../../../../server/src/pods/effective/arrival.ts";
import { planWritten } from "../../../../server/src/pods/effective/plan-arrival.ts";
import { PodFile } from "../../../../server/src/pods/pod-file.ts";
import { defaultTarget } from "../../../../server/src/pods/target.ts";
import { asOci, asPod } from "../rules/sample.ts";

const policy = "io.microsoft.virtualmachine.wcow.securitypolicy";
const debug = `${policy}: cG9saWN5\nio.microsoft.wcow.debug: "true"\nio.microsoft.wcow.debug_data_path: 'C:\\dbg'`;

function only(text: string) {
  const [document] = PodFile.open("sample", text, text.startsWith("{") ? "json" : "yaml").documents;
  const [set] = document?.document.sets ?? [];
  assert.ok(document && set);
  return { document: document.document, set };
}

function arriving(text: string, target = defaultTarget) {
  const { document, set } = only(text);
  const arrival = arrivalOf(document, set, target);
  return { line: describeArrival(arrival), dropped: arrival.dropped };
}

suite("a sandbox as it arrives at the shim", () => {
  test("is without the keys that its handler does not pass, and says so", () => {
    const { line, dropped } = arriving(asPod(debug));
    assert.equal(line, "Confidential WCOW · SecureNestedPaging · 2048 MB · 2 CPUs · 2 keys dropped");
    assert.deepEqual(dropped, ["io.microsoft.wcow.debug", "io.microsoft.wcow.debug_data_path"]);
  });

  test("may be another pod than the one that is written", () => {
    const target = {
      ...defaultTarget,
      podAnnotations: new Map([["own", ["io.microsoft.wcow.*"]]]),
      runtimeHandler: "own",
    };
    const { line } = arriving(asPod(`${policy}: cG9saWN5`, ""), target);
    assert.equal(line, "Hyper-V isolated WCOW · 1024 MB · 2 CPUs · 1 key dropped");
  });

  test("is all of it where nobody names the handler", () => {
    assert.equal(
      arriving(asPod(debug, "")).line,
      "Confidential WCOW · SecureNestedPaging · 2048 MB · 2 CPUs · debug → C:\\dbg",
    );
  });

  test("is all of it where the handler is not known", () => {
    assert.deepEqual(arriving(asPod(debug, "own")).dropped, []);
  });

  test("is all of an OCI spec, which containerd has written", () => {
    assert.deepEqual(arriving(asOci({ "io.microsoft.wcow.debug": "true" })).dropped, []);
  });

  test("keys of others are not counted", () => {
    assert.deepEqual(arriving(asPod(`${policy}: cG9saWN5\nexample.com/mine: "1"`)).dropped, []);
  });

  test("is not what the plan is made of, which says so", () => {
    const { plan, resolved } = planWritten(only(asPod(debug)).set, { target: defaultTarget });
    assert.equal(resolved.uvm?.platform === "wcow" && resolved.uvm.options.confidential.DebugMode, true);
    assert.deepEqual(plan.warnings, [
      "this is the pod as it is written; containerd drops io.microsoft.wcow.debug, io.microsoft.wcow.debug_data_path on the way to the shim",
    ]);
  });
});
