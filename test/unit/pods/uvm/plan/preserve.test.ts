import assert from "node:assert/strict";
import { test } from "node:test";
import { policy } from "../sandbox.ts";
import { planPod } from "./plan-pod.ts";

const debugPod = { wcowSecurityPolicy: policy, wcowDebugMode: "true", wcowDebugDataPath: "C:\\dbg\\" } as const;

test("debug mode keeps the scratch and the shared EFI VHD under the VM's name", () => {
  assert.deepEqual(planPod("wcow", debugPod).preserve, [
    { from: "C:\\snap\\sandbox.vhdx", to: "C:\\dbg\\pod0@vm_sandbox.vhdx" },
    { from: "C:\\shim\\WindowsBootFiles\\confidential\\boot.vhd", to: "C:\\dbg\\pod0@vm_boot.vhd" },
  ]);
});

test("a writable EFI VHD is kept from the copy that the VM wrote to", () => {
  const [, efi] = planPod("wcow", { ...debugPod, wcowWritableEfi: "true" }).preserve;
  assert.deepEqual(efi, { from: "C:\\snap\\boot.vhd", to: "C:\\dbg\\pod0@vm_boot.vhd" });
});

test("two VHDs of one name do not replace each other, as they do in hcsshim", () => {
  const { preserve } = planPod("wcow", debugPod, { scratchVhd: "C:\\snap\\BOOT.VHD" });
  assert.deepEqual(
    preserve.map(({ to }) => to),
    ["C:\\dbg\\pod0@vm_BOOT.VHD", "C:\\dbg\\pod0@vm_efi_boot.vhd"],
  );
});

test("without debug mode nothing is kept", () => {
  assert.deepEqual(planPod("wcow", { ...debugPod, wcowDebugMode: "false" }).preserve, []);
});
