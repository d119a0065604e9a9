import { defaultTarget } from "../../../../../server/src/pods/target.ts";
import type { BootPlan } from "../../../../../server/src/pods/uvm/plan/boot-plan.ts";
import type { CwcowInput } from "../../../../../server/src/pods/uvm/plan/cwcow-input.ts";
import { type CwcowConditions, planCwcow } from "../../../../../server/src/pods/uvm/plan/plan-cwcow.ts";

const standard: CwcowInput = {
  bootFilesPath: "C:\\boot",
  efiVhd: "",
  bootCimVhd: "",
  vmgsPath: "",
  scratchVhd: "C:\\snap\\sandbox.vhdx",
  isolationType: "SecureNestedPaging",
  disableSecureBoot: false,
  writableEfi: false,
  debugMode: false,
  debugDataPath: "",
};

/** The three files by themselves. */
export const singleFiles: Partial<CwcowInput> = {
  bootFilesPath: "",
  efiVhd: "C:\\boot\\boot.vhd",
  bootCimVhd: "C:\\boot\\rootfs.vhd",
  vmgsPath: "C:\\boot\\custom.vmgs",
};

/** Plans a run in `C:\run`, started from `C:\work` on a host with 8 logical processors. */
export const bootCwcow = (input: Partial<CwcowInput> = {}, more: Partial<CwcowConditions> = {}): BootPlan =>
  planCwcow(
    { ...standard, ...input },
    {
      target: { ...defaultTarget, hostProcessors: 8 },
      bundleDirectory: "C:\\run",
      workingDirectory: "C:\\work",
      ...more,
    },
  );
