import type { Rule } from "../rule.ts";
import { platformVmRule } from "../sandbox/support/vm-rule.ts";
import { onValue } from "../support/report.ts";
import { policyKeys } from "../support/values.ts";
import { mentions, outlinedPolicy } from "./outlined-policy.ts";

/** Rules without which no container starts: a missing one is denied, whatever the policy's version. */
const needed = {
  wcow: ["create_container", "mount_cims"],
  lcow: ["create_container", "mount_device", "mount_overlay"],
} as const;

export const ruleMissingRule: Rule = platformVmRule({
  code: "policy-rule-missing",
  title: "Security policy without a rule that every container needs",
  severity: "warning",
  about: policyKeys,
  help: `The guest asks the policy for each thing that it is to do. Where the policy has no rule for it, it is denied if the policy's
\`api_version\` is one that has the rule (\`rule for mount_cims is missing from policy\`), and otherwise by default.

To start a container, a Windows guest asks for \`mount_cims\` and \`create_container\`, a Linux guest for \`mount_device\`, \`mount_overlay\`
and \`create_container\`. All of them are denied by default.

Source: \`pkg/securitypolicy/api.rego\`, \`pkg/securitypolicy:regoEnforcer\`.`,
  examples: {
    bad: "io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kKCmFwaV92ZXJzaW9uIDo9ICIwLjExLjAiCgpjcmVhdGVfY29udGFpbmVyIDo9IGRhdGEuZnJhbWV3b3JrLmNyZWF0ZV9jb250YWluZXIK",
    good: "io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kKCmFwaV92ZXJzaW9uIDo9ICIwLjExLjAiCgptb3VudF9jaW1zIDo9IGRhdGEuZnJhbWV3b3JrLm1vdW50X2NpbXMKY3JlYXRlX2NvbnRhaW5lciA6PSBkYXRhLmZyYW1ld29yay5jcmVhdGVfY29udGFpbmVyCg==",
  },
  check(context, tell) {
    const found = outlinedPolicy(context);
    if (found === undefined) return;
    const { platform } = context.set;
    const missing = needed[platform.value].filter((name) => !mentions(found.text, name));
    if (missing.length === 0) return;
    tell(
      onValue(
        found.policy,
        `This policy has no rule ${missing.join(" or ")}, so the guest denies it and no container starts. Add ${missing.length === 1 ? "the rule" : "the rules"}.`,
      ),
    );
  },
});
