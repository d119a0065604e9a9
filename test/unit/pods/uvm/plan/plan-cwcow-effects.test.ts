import assert from "node:assert/strict";
import { test } from "node:test";
import type { CwcowInput } from "../../../../../server/src/pods/uvm/plan/cwcow-input.ts";
import { bootCwcow, singleFiles } from "./cwcow.ts";
import { stepsOf } from "./measured-plan.ts";

test("originals are never written: the VM gets copies, and those are kept", () => {
  const plan = bootCwcow({ writableEfi: true, debugMode: true, debugDataPath: "dbg" });
  assert.deepEqual(stepsOf(plan), [
    "copy C:\\boot\\cwcow.snp.vmgs > C:\\run\\cwcow.snp.vmgs",
    "copy C:\\boot\\boot.vhd > C:\\run\\boot.vhd",
    "grant C:\\run\\cwcow.snp.vmgs",
    "grant C:\\run\\boot.vhd",
    "grant C:\\boot\\rootfs.vhd",
    "grant C:\\run\\cwcow.snp.vmgs",
    "grant C:\\snap\\sandbox.vhdx",
    "grant C:\\run\\EmptyDoNotModify",
    "preserve C:\\snap\\sandbox.vhdx > C:\\work\\dbg\\uvmboot-0_sandbox.vhdx",
    "preserve C:\\run\\boot.vhd > C:\\work\\dbg\\uvmboot-0_boot.vhd",
  ]);
  assert.deepEqual(plan.diskIdentifier, {
    path: "C:\\snap\\sandbox.vhdx",
    guid: "a7b3c5d1-4e2f-4a8b-9c6d-1e3f5a7b9c2d",
  });
  assert.equal(plan.shareFolder, "C:\\run\\EmptyDoNotModify");
});

test("two originals of one name get copies of two names", () => {
  const { copies } = bootCwcow({ ...singleFiles, vmgsPath: "C:\\other\\Boot.vhd", writableEfi: true });
  assert.deepEqual(
    copies.map(({ to }) => to),
    ["C:\\run\\Boot.vhd", "C:\\run\\efi_boot.vhd"],
  );
});

test("logs are asked for only where the policy is not the one that denies them", () => {
  const denied = bootCwcow().gcs;
  assert.deepEqual([denied?.logForwarding, denied?.services.log], [false, undefined]);
  const asked = bootCwcow({ securityPolicy: "cG9saWN5" }).gcs;
  assert.deepEqual([asked?.logForwarding, asked?.services.log], [true, "172dad59-976d-45f2-8b6c-6d1b13f2ac4d"]);
});

const exclusive = "--boot-files-path cannot be combined with --efi-vhd, --boot-cim-vhd or --vmgs-path";
const incomplete = "either --boot-files-path or all of --efi-vhd, --boot-cim-vhd and --vmgs-path must be provided";
const noDebugPath = "--debug-data-path must be set to a non-empty path when --debug-mode is enabled";

const refused: readonly (readonly [input: Partial<CwcowInput>, error: string])[] = [
  [{ efiVhd: "x" }, exclusive],
  [{ bootCimVhd: "x" }, exclusive],
  [{ vmgsPath: "x", debugMode: true }, exclusive],
  [{ bootFilesPath: "" }, incomplete],
  [{ ...singleFiles, efiVhd: "" }, incomplete],
  [{ ...singleFiles, vmgsPath: "" }, incomplete],
  [{ debugMode: true }, noDebugPath],
  [{ debugMode: true, resourcePartition: "bad" }, noDebugPath],
  [{ resourcePartition: "bad" }, 'Failed to parse resource partition GUID: invalid GUID "bad"'],
  [
    { enableDeferredCommit: true, securityPolicy: "?" },
    "UVM options incorrect: EnableDeferredCommit is not supported on physically backed VMs",
  ],
  [
    { securityPolicy: "not base64!" },
    "error in preparing config doc: failed to decode base64 security policy: illegal base64 data at input byte 3",
  ],
  [{ scratchVhd: " " }, "a path consists of blanks only, which Windows does not take"],
];
for (const [input, error] of refused) {
  test(`refused like uvmboot: ${JSON.stringify(input)}`, () => {
    const plan = bootCwcow(input);
    assert.equal(plan.error, error);
    assert.deepEqual([plan.document, stepsOf(plan), plan.deviations], [null, [], []]);
  });
}

for (const [missing, what] of [
  ["C:\\boot\\cwcow.snp.vmgs", "guest state file"],
  ["C:\\boot\\boot.vhd", "EFI VHD"],
  ["C:\\boot\\rootfs.vhd", "Boot CIM VHD"],
  ["C:\\snap\\sandbox.vhdx", "scratch VHD"],
]) {
  for (const writableEfi of [false, true]) {
    test(`missing ${what}${writableEfi ? ", writable EFI" : ""}`, () => {
      const { error } = bootCwcow({ writableEfi }, { kindOf: (path) => (path === missing ? undefined : "file") });
      assert.equal(error, `error in preparing config doc: failed to grant vm access to ${what}`);
    });
  }
}

const remarked: readonly (readonly [input: Partial<CwcowInput>, remark: RegExp])[] = [
  [{ isolationType: "SNP" }, /--isolation-type SNP means SecureNestedPaging/],
  [{ writableEfi: true }, /a copy of the EFI VHD/],
  [{ debugMode: true, debugDataPath: "C:\\dbg" }, /uvmboot hangs after a good one/],
  [{ isolationType: "" }, /no isolation type/],
  [{ isolationType: "toString" }, /"toString" is not one of a confidential Windows VM/],
  [{ securityPolicy: "" }, /empty policy makes the guest allow everything/],
  [{ memory: 1024n }, /2048 MB/],
];
for (const [input, remark] of remarked) {
  test(`said: ${String(remark)}`, () => {
    const said = (plan: ReturnType<typeof bootCwcow>): string => [...plan.deviations, ...plan.warnings].join("\n");
    assert.match(said(bootCwcow(input)), remark);
    assert.doesNotMatch(said(bootCwcow()), remark);
  });
}
