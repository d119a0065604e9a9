import type { Refusal, ResolvedSandbox } from "../resolved.ts";
import { type BootPlan, noBoot, type PlannedBoot, type PlannedCheck } from "./boot-plan.ts";
import type { PlanConditions } from "./conditions.ts";
import { planConfidentialPod } from "./confidential-pod.ts";
import { findFault } from "./find-fault.ts";
import { planLcow } from "./lcow.ts";
import { planPlainWcow } from "./plain-wcow.ts";

/** The text as the shim reports it. */
const refusalText = ({ stage, message }: Refusal): string =>
  stage === "verify" ? `UVM options incorrect: ${message}` : message;

/** Layers that do not fit the pod (`initializeWCOWBootFiles`). */
function layersFault(
  { platform, confidential }: ResolvedSandbox,
  layers: PlanConditions["layers"],
): string | undefined {
  if (platform === "lcow" || layers === undefined) return undefined;
  if (confidential && layers === "wcifs") {
    return "security policy (confidential mode) only works with block CIM based layers";
  }
  return !confidential && layers === "block-cim"
    ? "hyperv isolation is not supported with block CIM layers yet"
    : undefined;
}

function planBoot(resolved: ResolvedSandbox, conditions: PlanConditions): PlannedBoot {
  const { uvm } = resolved;
  if (uvm === undefined) return noBoot;
  if (uvm.platform === "lcow") return planLcow(uvm.options, conditions);
  return resolved.confidential ? planConfidentialPod(uvm.options, conditions) : planPlainWcow(uvm.options, conditions);
}

/** Why there is no VM, as far as it is known: the first of what hcsshim would come upon. */
function faultOf(resolved: ResolvedSandbox, boot: PlannedBoot, conditions: PlanConditions): string | undefined {
  if (resolved.uvm === undefined) return "the pod is process-isolated: it has no utility VM";
  const refused = (...stages: readonly Refusal["stage"][]): string | undefined => {
    const refusal = resolved.refusals.find(({ stage, by }) => by !== "guest" && stages.includes(stage));
    return refusal === undefined ? undefined : refusalText(refusal);
  };
  const missing = (stage: PlannedCheck["stage"]): string | undefined =>
    findFault(
      boot.checks.filter((check) => check.stage === stage),
      conditions,
    );
  const early = refused("create") ?? layersFault(resolved, conditions.layers) ?? missing("copy");
  if (early !== undefined) return early;
  // A Linux VM's files are looked for before most of its document is checked, a Windows VM's after that.
  return resolved.platform === "lcow"
    ? (refused("verify", "files") ?? missing("document") ?? refused("start"))
    : (refused("verify", "start") ?? missing("document"));
}

/** What booting a sandbox takes, in the conditions of the shim. Pure: nothing is looked up but what `kindOf` says. */
export function planSandbox(resolved: ResolvedSandbox, conditions: PlanConditions): BootPlan {
  const boot = planBoot(resolved, conditions);
  const fault = faultOf(resolved, boot, conditions);
  const common = resolved.uvm?.options.common;
  return {
    id: common?.ID ?? "",
    owner: common?.Owner ?? "",
    platform: resolved.platform,
    confidential: resolved.confidential,
    ...(fault === undefined ? boot : noBoot),
    warnings: resolved.refusals
      .filter(({ by }) => by === "guest")
      .map(({ message }) => `the guest refuses: ${message}`),
    deviations: [],
    error: fault ?? null,
  };
}
