import type { PlannedCheck } from "./boot-plan.ts";
import type { PlanConditions } from "./conditions.ts";

/** The first check that fails, as hcsshim says it. Where the host is not known, only an empty path is no file. */
export function findFault(
  checks: readonly PlannedCheck[],
  { kindOf, isAssumed }: Pick<PlanConditions, "kindOf" | "isAssumed">,
): string | undefined {
  for (const { path, kind, orFolder, failure, mismatch } of checks) {
    if (path === "" && kind !== "nothing") return failure;
    if (kindOf === undefined || isAssumed?.(path) === true) continue;
    const found = kindOf(path) ?? "nothing";
    if (found === kind || (found === "folder" && orFolder === true)) continue;
    const isOther = found !== "nothing" && kind !== "nothing";
    return isOther ? (mismatch ?? failure) : failure;
  }
  return undefined;
}
