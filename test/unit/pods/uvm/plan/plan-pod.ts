import type { Platform } from "../../../../../server/src/pods/manifest/annotation-set.ts";
import { defaultTarget } from "../../../../../server/src/pods/target.ts";
import type { BootPlan } from "../../../../../server/src/pods/uvm/plan/boot-plan.ts";
import { type PlanConditions, standInFolders } from "../../../../../server/src/pods/uvm/plan/conditions.ts";
import { planSandbox } from "../../../../../server/src/pods/uvm/plan/plan-sandbox.ts";
import { type Named, resolve } from "../sandbox.ts";

/** Plans a Hyper-V isolated sandbox where nobody named the host's folders. */
export const planPod = (platform: Platform, named: Named, more: Partial<PlanConditions> = {}): BootPlan =>
  planSandbox(resolve(platform, named), {
    target: { ...defaultTarget, hostProcessors: 8 },
    ...standInFolders,
    ...more,
  });
