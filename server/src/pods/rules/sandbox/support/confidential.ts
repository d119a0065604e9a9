import { keys } from "../../../uvm/annotation-keys.ts";
import type { RuleContext } from "../../rule.ts";
import { isConfidential, isTrue } from "../../support/values.ts";

/**
 * Whether this is a Linux pod that boots as an SEV-SNP guest: it has a policy, and nothing says that there is no hardware.
 * False where that cannot be known yet.
 */
export const isSnpLinux = (context: RuleContext): boolean =>
  context.set.platform.value === "lcow" &&
  isConfidential(context) &&
  !isTrue(context, keys.noSecurityHardware) &&
  (context.get(keys.noSecurityHardware) !== undefined || !context.mayHave(keys.noSecurityHardware));

/** Whether the pod's policy forces physically backed memory: on Windows always, on Linux with the hardware. */
export const isPhysicallyBacked = (context: RuleContext): boolean =>
  context.set.platform.value === "wcow" ? isConfidential(context) : isSnpLinux(context);
