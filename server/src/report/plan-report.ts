import type { BootPlan } from "../pods/uvm/plan/boot-plan.ts";
import { type GoObject, writeGoJson } from "../pods/uvm/plan/go-json.ts";
import { type PlanStep, planSteps } from "../pods/uvm/plan/plan-steps.ts";
import { jsonVersion } from "./json.ts";
import type { Paint } from "./paint.ts";

/** The plans of one file; `file` is null where they come from flags. */
export interface FilePlans {
  readonly file: string | null;
  readonly plans: readonly {
    /** The VM in one line. */
    readonly title: string;
    readonly plan: BootPlan;
  }[];
}

function planObject(plan: BootPlan): GoObject {
  const { diskIdentifier, gcs } = plan;
  return {
    id: plan.id,
    document: plan.document,
    grants: plan.grants.map((grant) => ({ ...grant })),
    copies: plan.copies.map((copy) => ({ ...copy })),
    preserve: plan.preserve.map((file) => ({ ...file })),
    error: plan.error,
    owner: plan.owner,
    platform: plan.platform,
    confidential: plan.confidential,
    checks: plan.checks.map(({ path, kind }) => ({ path, kind })),
    diskIdentifier: diskIdentifier === null ? null : { ...diskIdentifier },
    shareFolder: plan.shareFolder,
    consolePipe: plan.consolePipe,
    gcs: gcs && { ...gcs, services: { ...gcs.services }, referenceInfoFiles: { ...gcs.referenceInfoFiles } },
    warnings: plan.warnings,
    deviations: plan.deviations,
  };
}

/** The plans as one JSON object; numbers in full, beyond 2^53 too. */
export function planJson(files: readonly FilePlans[]): string {
  const written = files.map(({ file, plans }) => ({ file, plans: plans.map(({ plan }) => planObject(plan)) }));
  return `${writeGoJson({ version: jsonVersion, files: written }, 2)}\n`;
}

function paintStep({ what, detail }: PlanStep, paint: Paint): string {
  const label = what.padEnd(16);
  if (what === "error") return `  ${paint.red(label)}${detail}`;
  return `  ${what === "warning" || what === "deviation" ? paint.yellow(label) : paint.dim(label)}${detail}`;
}

/** The plans for people: what is done in its order, then the document. */
export function planText(files: readonly FilePlans[], paint: Paint): string {
  const parts = files.flatMap(({ file, plans }) =>
    plans.map(({ title, plan }) => {
      const head = paint.bold(file === null ? title : `${file}: ${title}`);
      const document = plan.document === null ? [] : [writeGoJson(plan.document, 2)];
      return [head, ...planSteps(plan).map((step) => paintStep(step, paint)), ...document].join("\n");
    }),
  );
  return parts.length === 0 ? "" : `${parts.join("\n\n")}\n`;
}
