import type { Platform } from "../../../../../server/src/pods/manifest/annotation-set.ts";
import { defaultTarget } from "../../../../../server/src/pods/target.ts";
import { standInFolders } from "../../../../../server/src/pods/uvm/plan/conditions.ts";
import { planSandbox } from "../../../../../server/src/pods/uvm/plan/plan-sandbox.ts";
import type { PreviewedSandbox } from "../../../../../server/src/pods/uvm/preview/render-preview.ts";
import { annotationsOf, type Named, resolve } from "../sandbox.ts";

/** A sandbox as a preview shows it, on a host with 8 logical processors. */
export function previewed(platform: Platform, named: Named): PreviewedSandbox {
  const resolved = resolve(platform, named);
  const target = { ...defaultTarget, hostProcessors: 8 };
  const plan = planSandbox(resolved, { target, ...standInFolders });
  return { resolved, plan, annotations: annotationsOf(named), hostProcessors: 8 };
}
