import { writeGoJson } from "../../pods/uvm/plan/go-json.ts";
import { logSettings } from "../../pods/uvm/plan/log-settings.ts";
import { planSteps } from "../../pods/uvm/plan/plan-steps.ts";
import type { BootFinding, BootPlanParams, PlannedBoot } from "../../protocol.ts";
import { fieldOf } from "../../unknown.ts";
import { machinePath, onMachine } from "./machine-paths.ts";
import type { SourcePlan } from "./plan-source.ts";

/** containerd's default for a scratch that the guest formats itself, bytes. */
const scratchSize = 40 * 2 ** 30;

const isolationOf = (document: unknown): string => {
  const security = fieldOf(fieldOf(document, "VirtualMachine"), "SecuritySettings");
  const type = fieldOf(fieldOf(security, "Isolation"), "IsolationType");
  return typeof type === "string" ? type : "";
};

/** A plan as the extension takes it: paths of its machine, the document as text. */
export function plannedBoot(
  { name, summary, plan, debugFolder }: SourcePlan,
  { scratchVhd, machine }: BootPlanParams,
  findings: readonly BootFinding[],
): PlannedBoot {
  const local = onMachine(plan, machine);
  const { diskIdentifier } = local;
  const { document, ...rest } = local;
  return {
    kind: "planned",
    name,
    summary,
    isolation: isolationOf(document),
    plan: {
      ...rest,
      document: document === null ? null : writeGoJson(document),
      logSettings: logSettings(local.gcs, local.confidential),
    },
    newScratch:
      scratchVhd !== "" || diskIdentifier === null ? null : { path: diskIdentifier.path, sizeInBytes: scratchSize },
    debugFolder: debugFolder === "" ? "" : machinePath(debugFolder, machine),
    findings,
    steps: planSteps(local),
  };
}
