import type { FilePlans } from "../report/plan-report.ts";

/** What a way of planning gives. */
export interface PlanRun {
  readonly files: readonly FilePlans[];
  readonly format: "text" | "json";
  /** Sentences about what could not be read. */
  readonly problems: readonly string[];
}
