import type { Annotation } from "../../manifest/annotation-set.ts";
import { keys } from "../../uvm/annotation-keys.ts";
import type { Rule, RuleContext } from "../rule.ts";
import { remove, setValue } from "../support/fixes.ts";
import { onValue, related } from "../support/report.ts";
import { isTrue, policyOf } from "../support/values.ts";
import { isPhysicallyBacked } from "./support/confidential.ts";
import { refusal, refused } from "./support/refusals.ts";
import { vmRule } from "./support/vm-rule.ts";

/** Why the VM's memory is physically backed: the annotation that says or implies it. */
function backedBy(context: RuleContext): { cause: Annotation; text: string } | undefined {
  const policy = policyOf(context);
  if (policy !== undefined && isPhysicallyBacked(context)) {
    return { cause: policy, text: "This policy makes the pod confidential, and its memory physically backed." };
  }
  const full = context.get(keys.fullyPhysicallyBacked);
  if (full !== undefined && isTrue(context, keys.fullyPhysicallyBacked)) {
    return { cause: full, text: "This backs the whole VM physically." };
  }
  const overcommit = context.get(keys.allowOvercommit);
  return overcommit === undefined ? undefined : { cause: overcommit, text: "This turns overcommit off." };
}

const deferredCommit: Rule = vmRule({
  code: "deferred-commit-refused",
  title: "Deferred commit with physically backed memory",
  severity: "error",
  about: [keys.enableDeferredCommit],
  help: `Deferred commit needs overcommit. hcsshim forces that off for confidential pods (not for Linux ones without security
hardware) and for fully physically backed ones, and then refuses the pod:
\`EnableDeferredCommit is not supported on physically backed VMs\`.

Source: \`internal/uvm/create.go:VerifyOptions\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.computetopology.memory.allowovercommit: "false"
io.microsoft.virtualmachine.computetopology.memory.enabledeferredcommit: "true"`,
    good: 'io.microsoft.virtualmachine.computetopology.memory.enabledeferredcommit: "true"',
  },
  check(context, tell) {
    const deferred = refused(context, refusal.deferredCommit, keys.enableDeferredCommit);
    if (deferred === undefined) return;
    const backing = backedBy(context);
    tell(
      onValue(
        deferred,
        "hcsshim refuses this pod: deferred commit is not supported on physically backed VMs, as this one is. Remove the key.",
        {
          related: backing === undefined ? [] : [related(backing.cause, backing.text)],
          fixes: () => [remove(context, deferred, "preferred")],
        },
      ),
    );
  },
});

const overcommitForcedOff: Rule = vmRule({
  code: "overcommit-forced-off",
  title: "Overcommit that hcsshim turns off again",
  severity: "warning",
  about: [keys.allowOvercommit],
  help: `The memory of a confidential VM is physically backed, whatever its isolation type; so is that of a
\`fullyphysicallybacked\` one. hcsshim sets overcommit to false there without a word. (A confidential Linux pod with
\`no_security_hardware\` keeps it.)

Source: \`internal/oci/uvm.go:handleWCOWIsolationType\`, \`handleLCOWSecurityPolicy\`, \`handleAnnotationFullyPhysicallyBacked\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.fullyphysicallybacked: "true"
io.microsoft.virtualmachine.computetopology.memory.allowovercommit: "true"`,
    good: `io.microsoft.virtualmachine.fullyphysicallybacked: "true"
io.microsoft.virtualmachine.computetopology.memory.allowovercommit: "false"`,
  },
  check(context, tell) {
    const overcommit = context.get(keys.allowOvercommit);
    if (overcommit === undefined || !isTrue(context, keys.allowOvercommit)) return;
    if (!isPhysicallyBacked(context) && !isTrue(context, keys.fullyPhysicallyBacked)) return;
    const backing = backedBy(context);
    tell(
      onValue(
        overcommit,
        'hcsshim turns overcommit off here, because this VM is physically backed. Write "false", or remove the key.',
        {
          related: backing === undefined ? [] : [related(backing.cause, backing.text)],
          fixes: () => [setValue(context, overcommit, "false", "preferred"), remove(context, overcommit)],
        },
      ),
    );
  },
});

/** What backs the VM's memory. */
export const memoryBackingRules: readonly Rule[] = [deferredCommit, overcommitForcedOff];
