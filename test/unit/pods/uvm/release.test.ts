import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Platform } from "../../../../server/src/pods/manifest/annotation-set.ts";
import { defaultTarget, type HcsshimVersion } from "../../../../server/src/pods/target.ts";
import { keys } from "../../../../server/src/pods/uvm/annotation-keys.ts";
import { policy, refusalsOf, resolve } from "./sandbox.ts";

const on = (hcsshim: HcsshimVersion) => ({ target: { ...defaultTarget, hcsshim } });

describe("to v0.14", () => {
  test("the keys of confidential Windows pods are not there", () => {
    const named = { wcowSecurityPolicy: policy, wcowDebugMode: "true", memorySizeInMB: "1024" } as const;
    assert.equal(refusalsOf(resolve("wcow", named, on("0.15"))).length, 2);
    const sandbox = resolve("wcow", named, on("0.14"));
    assert.equal(sandbox.confidential, false);
    assert.deepEqual(refusalsOf(sandbox), []);
  });

  test("the boot files of Linux pods have a key of their own", () => {
    const annotations = new Map([["io.microsoft.virtualmachine.lcow.bootfilesrootpath", "C:\\old"]]);
    const pathOn = (release: HcsshimVersion) =>
      resolve("lcow", {}, { ...on(release), annotations }).options["BootFilesPath"];
    assert.equal(pathOn("0.14"), "C:\\old");
    assert.equal(pathOn("0.15"), "C:\\Program Files\\Linux Containers");
  });

  test("a console is one of Linux pods alone", () => {
    const pipeOn = (platform: Platform, release: HcsshimVersion) =>
      resolve(platform, { consolePipe: "\\\\.\\pipe\\x" }, on(release)).options["ConsolePipe"];
    assert.deepEqual([pipeOn("lcow", "0.14"), pipeOn("wcow", "0.14")], ["\\\\.\\pipe\\x", ""]);
    assert.equal(pipeOn("wcow", "0.15"), "\\\\.\\pipe\\x");
  });

  test("a handler's default annotations are read by the same rules", () => {
    const runtimeOptions = { defaultContainerAnnotations: new Map([[keys.wcowDebugMode, "true"]]) };
    assert.deepEqual(refusalsOf(resolve("wcow", {}, { ...on("0.14"), runtimeOptions })), []);
  });
});
