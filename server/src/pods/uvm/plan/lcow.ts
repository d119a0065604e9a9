import { type LcowOptions, startsFromVmgs } from "../lcow-options.ts";
import type { PlannedBoot } from "./boot-plan.ts";
import type { PlanConditions } from "./conditions.ts";
import { planIsolatedLcow } from "./isolated-lcow.ts";
import { planPlainLcow } from "./plain-lcow.ts";

/** A Linux VM, by what it starts from: a VMGS file or a kernel (`CreateLCOW`). */
export const planLcow = (options: LcowOptions, conditions: PlanConditions): PlannedBoot =>
  startsFromVmgs(options, conditions.target.hcsshim)
    ? planIsolatedLcow(options, conditions)
    : planPlainLcow(options, conditions);
