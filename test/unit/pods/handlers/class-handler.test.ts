import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { assumeTarget } from "../../../../server/src/pods/handlers/assume.ts";
import { handlerOf, whyHandler } from "../../../../server/src/pods/handlers/handler.ts";
import { runtimeOptionsOf } from "../../../../server/src/pods/handlers/options-of.ts";
import { defaultTarget, type Target } from "../../../../server/src/pods/target.ts";
import { asPod } from "../rules/sample.ts";
import { setOf, targetWith } from "./samples.ts";

const withClass = (name: string, handler: string, target: Target = defaultTarget): Target => ({
  ...target,
  runtimeClasses: new Map([[name, handler]]),
});
const open = (runtimeClassName: string) =>
  setOf(`kind: Pod\nmetadata:\n  annotations:\n    a: b\nspec:\n  runtimeClassName: ${runtimeClassName}\n`);

suite("a pod of a known RuntimeClass", () => {
  test("has the class's handler, whatever the target names", () => {
    const target = { ...withClass("confidential", "runhcs-wcow-hypervisor"), runtimeHandler: "other" };
    const handler = handlerOf(setOf(asPod("a: b", "confidential")), target);
    assert.equal(handler?.name, "runhcs-wcow-hypervisor");
    assert.equal(handler?.isAssumed, false);
    assert.equal(handler && whyHandler(handler), " (of RuntimeClass confidential)");
  });

  test("says nothing of a class that has its handler's name", () => {
    const name = "runhcs-wcow-hypervisor";
    const handler = handlerOf(setOf(asPod("a: b", name)), withClass(name, name));
    assert.equal(handler && whyHandler(handler), "");
  });

  test("has the options of the class's handler", () => {
    const target = withClass(
      "confidential",
      "own",
      targetWith({ own: "SandboxIsolation = 1\nVmMemorySizeInMb = 4096" }),
    );
    const options = runtimeOptionsOf(assumeTarget(setOf(asPod("a: b", "confidential")), target), target);
    assert.equal(options?.vmMemorySizeInMb, 4096);
    assert.equal(options?.origin, "runtime handler own in config.toml (of RuntimeClass confidential)");
  });

  for (const [what, name, handler, expected] of [
    ["is what the handler's name tells", "confidential", "runhcs-wcow-process", ["wcow", "process"]],
    ["is no Windows pod where only the class is called so", "wcow-like", "runhcs-lcow", ["lcow", "hypervisor"]],
    ["is not isolated by the class's name", "hyperv", "runhcs-wcow-process", ["wcow", "process"]],
    ["is not bound to a host by the class's name", "process", "runhcs-lcow", ["lcow", "hypervisor"]],
    ["is what the class's name tells where the handler's tells nothing", "lcow", "own", ["lcow", "hypervisor"]],
  ] as const) {
    test(what, () => {
      const { platform, isolation } = assumeTarget(open(name), withClass(name, handler));
      assert.deepEqual([platform.value, isolation.value], expected);
    });
  }

  test("that selects a Windows node may be a Linux pod, as its handler says", () => {
    const set = setOf(asPod("a: b", "any"));
    assert.equal(assumeTarget(set, withClass("any", "runhcs-lcow")).platform.value, "lcow");
    assert.equal(
      assumeTarget(set, withClass("any", "runhcs-lcow")).platform.reason,
      "the handler runhcs-lcow of RuntimeClass any",
    );
  });

  test("that names its operating system stays that", () => {
    const set = setOf(
      "kind: Pod\nmetadata:\n  annotations:\n    a: b\nspec:\n  os: { name: windows }\n  runtimeClassName: any\n",
    );
    assert.equal(assumeTarget(set, withClass("any", "runhcs-lcow")).platform.value, "wcow");
  });
});
