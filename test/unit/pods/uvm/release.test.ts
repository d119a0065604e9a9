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

  test("a policy without security hardware is not called enabled, and is sent to the guest all the same", () => {
    const withoutHardware = (value: string, release: HcsshimVersion) => {
      const key =
        release === "0.14" ? "io.microsoft.virtualmachine.lcow.no_security_hardware" : keys.noSecurityHardware;
      const annotations = new Map([
        [keys.lcowSecurityPolicy, value],
        [key, "true"],
      ]);
      return resolve("lcow", {}, { ...on(release), annotations });
    };
    const isEnabled = ({ options }: ReturnType<typeof resolve>) => options["SecurityPolicyEnabled"];
    assert.equal(isEnabled(withoutHardware(policy, "0.14")), false);
    assert.equal(isEnabled(withoutHardware(policy, "0.15")), true);
    assert.equal(isEnabled(resolve("lcow", { lcowSecurityPolicy: policy }, on("0.14"))), true);
    assert.deepEqual(refusalsOf(withoutHardware("%", "0.14")), [
      "start: unable to decode policy from Base64 format: illegal base64 data at input byte 0",
    ]);
  });

  test("a guest state file alone does not make a Linux pod start from it", () => {
    const named = { lcowGuestStateFile: "own.vmgs", preferredRootFsType: "vhd" } as const;
    assert.deepEqual(refusalsOf(resolve("lcow", named, on("0.14"))), []);
    assert.equal(refusalsOf(resolve("lcow", named, on("0.15"))).length, 1);
  });
});
