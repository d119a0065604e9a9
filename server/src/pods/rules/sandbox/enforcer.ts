import { keys } from "../../uvm/annotation-keys.ts";
import type { Rule, RuleContext } from "../rule.ts";
import { setValue } from "../support/fixes.ts";
import { onValue, related, shown } from "../support/report.ts";
import { isConfidential, policyOf } from "../support/values.ts";
import { platformVmRule } from "./support/vm-rule.ts";

const enforcerOf = (context: RuleContext) =>
  isConfidential(context)
    ? context.get(context.set.platform.value === "wcow" ? keys.wcowEnforcer : keys.lcowEnforcer)
    : undefined;

const openDoorName = "open_door";

const unknown: Rule = platformVmRule({
  code: "enforcer-unknown",
  title: "Enforcer that no guest knows",
  severity: "error",
  about: [keys.wcowEnforcer, keys.lcowEnforcer],
  help: `The shim passes the enforcer's name on; the guest knows \`rego\` and \`open_door\` and answers anything else with
\`unknown enforcer: "…"\`, which ends the start. \`open-door\` and \`standard\`, which hcsshim's own comment names, do not exist.

Write \`rego\`, or leave the key out: that is what an empty name means.

Source: \`pkg/securitypolicy:CreateSecurityPolicyEnforcer\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.wcow.enforcer: standard`,
    good: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.wcow.enforcer: rego`,
  },
  check(context, tell) {
    const enforcer = enforcerOf(context);
    if (enforcer === undefined || ["", "rego", openDoorName].includes(enforcer.value)) return;
    tell(
      onValue(
        enforcer,
        `The guest does not know the enforcer ${shown(enforcer.value)} and the VM's start fails. Write "rego".`,
        { fixes: () => [setValue(context, enforcer, "rego", "preferred")] },
      ),
    );
  },
});

const openDoor: Rule = platformVmRule({
  code: "enforcer-open-door",
  title: "Enforcer `open_door` with a policy",
  severity: "error",
  about: [keys.wcowEnforcer, keys.lcowEnforcer],
  help: `The guest's \`open_door\` enforcer takes only an empty policy; a confidential pod always has one, so the start fails with
\`Invalid policy for open-door enforcer\`.

For a pod that may do everything write the enforcer \`rego\` and a Rego policy whose rules allow everything.

Source: \`pkg/securitypolicy:createOpenDoorEnforcer\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.wcow.enforcer: open_door`,
    good: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.wcow.enforcer: rego`,
  },
  check(context, tell) {
    const enforcer = enforcerOf(context);
    if (enforcer?.value !== openDoorName) return;
    const policy = policyOf(context);
    tell(
      onValue(
        enforcer,
        'The guest\'s "open_door" enforcer refuses every policy that is not empty, so the VM\'s start fails. Write "rego".',
        {
          related: policy === undefined ? [] : [related(policy, "The policy that it refuses.")],
          fixes: () => [setValue(context, enforcer, "rego", "preferred")],
        },
      ),
    );
  },
});

/** Who enforces the policy in the guest. */
export const enforcerRules: readonly Rule[] = [unknown, openDoor];
