import type { PlannedCheck } from "./boot-plan.ts";
import type { PlanConditions } from "./conditions.ts";

/** The first check that fails, and what hcsshim says of it; nothing where the host is not known. */
export function findFault(checks: readonly PlannedCheck[], kindOf: PlanConditions["kindOf"]): string | undefined {
  if (kindOf === undefined) return undefined;
  for (const { path, kind, failure, mismatch } of checks) {
    const found = kindOf(path) ?? "nothing";
    if (found === kind) continue;
    const isOther = found !== "nothing" && kind !== "nothing";
    return isOther ? (mismatch ?? failure) : failure;
  }
  return undefined;
}
