import type { BootRequest, PlannedBoot, RunResult } from "../../../../server/src/protocol.ts";

/** A planned boot as the language server answers it; `request` is what is made of it. */
export function sampleBoot(request: BootRequest, more: Partial<PlannedBoot> = {}): PlannedBoot {
  return {
    kind: "planned",
    name: "debug-pod",
    summary: "Confidential WCOW · SecureNestedPaging · 2048 MB · 2 CPUs",
    isolation: "SecureNestedPaging",
    plan: request.plan,
    newScratch: request.newScratch,
    debugFolder: "",
    findings: [],
    steps: [{ what: "compute system", detail: request.plan.id }],
    ...more,
  };
}

/** A run that came to a good end. */
export const goodEnd: RunResult = {
  id: "debug-pod-1@vm",
  outcome: "ended",
  wasReady: true,
  preserved: [],
  problems: [],
  recordFile: "/debug/debug-pod-1@vm_run.json",
};
