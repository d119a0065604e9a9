import path from "node:path";
import type { PlannedBoot } from "../../../../server/src/protocol.ts";

/** A boot files root, and the isolation type that chooses its files. */
export interface BootFiles {
  readonly folder: string;
  /** undefined: the plan came to no document that says it. */
  readonly isolation: string | undefined;
}

/** The boot files of a confidential Windows VM, by the VMGS file that is copied from there; undefined for other VMs. */
export function bootFilesOf({ plan, isolation }: Pick<PlannedBoot, "plan" | "isolation">): BootFiles | undefined {
  if (plan.platform !== "wcow" || !plan.confidential) return undefined;
  const vmgs = plan.copies.find(({ from }) => path.extname(from).toLowerCase() === ".vmgs");
  return vmgs && { folder: path.dirname(vmgs.from), isolation: isolation === "" ? undefined : isolation };
}
