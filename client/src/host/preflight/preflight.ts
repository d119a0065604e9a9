import type { BootPlanMessage, BootRequest, PreflightCheck } from "../../../../server/src/protocol.ts";
import { parseJson } from "../../infrastructure/unknown.ts";
import { integerMember, member, textMember } from "../json.ts";
import { fileChecks } from "./file-checks.ts";
import { hostChecks } from "./host-checks.ts";
import { placeChecks } from "./place-checks.ts";
import type { Probes } from "./probes.ts";

function planChecks(plan: BootPlanMessage): readonly PreflightCheck[] {
  const base = { code: "plan", title: "Plan" };
  const warnings = plan.warnings.map((detail): PreflightCheck => ({ ...base, state: "warning", detail, advice: "" }));
  if (plan.error !== null) {
    return [
      { ...base, state: "failed", detail: plan.error, advice: "Correct the pod spec or the inputs." },
      ...warnings,
    ];
  }
  return [{ ...base, state: "passed", detail: `${plan.id} can be planned.`, advice: "" }, ...warnings];
}

/** What the document asks of the host. */
function demandsOf({ document }: BootPlanMessage): {
  readonly schema: string;
  readonly isolationType: string | undefined;
} {
  const value = document === null ? undefined : parseJson(document);
  const schema = member(value, "SchemaVersion");
  const isolation = member(member(member(value, "VirtualMachine"), "SecuritySettings"), "Isolation");
  return {
    schema: `${integerMember(schema, "Major") ?? 2}.${integerMember(schema, "Minor") ?? 0}`,
    isolationType: textMember(isolation, "IsolationType", 64),
  };
}

/** Everything that can be known before a boot, as a list with what to do about each line. Changes nothing. */
export async function preflight(request: BootRequest, probes: Probes): Promise<readonly PreflightCheck[]> {
  const [host, files, places] = await Promise.all([
    hostChecks(probes, demandsOf(request.plan)),
    fileChecks(request, probes),
    placeChecks(request, probes),
  ]);
  return [...host, ...planChecks(request.plan), ...files, ...places];
}
