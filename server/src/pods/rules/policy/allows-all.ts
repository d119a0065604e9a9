import { versionFault } from "../../policy/version-fault.ts";
import type { Rule } from "../rule.ts";
import { platformVmRule } from "../sandbox/support/vm-rule.ts";
import { onValue } from "../support/report.ts";
import { policyKeys } from "../support/values.ts";
import { outlinedPolicy } from "./outlined-policy.ts";

export const allowsAllRule: Rule = platformVmRule({
  code: "policy-allows-all",
  title: "Security policy that allows everything",
  severity: "information",
  about: policyKeys,
  help: `Each of the policy's rules is a literal object with \`"allowed": true\`: whoever controls the host may run what they like in the
VM, and an attestation of it proves nothing but that. Right for a first boot; generate a policy for the containers before secrets are
released to it.

Source: \`pkg/securitypolicy/open_door.rego\`.`,
  examples: {
    bad: "io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kKCmFwaV92ZXJzaW9uIDo9ICIwLjExLjAiCgptb3VudF9jaW1zIDo9IHsiYWxsb3dlZCI6IHRydWV9CmNyZWF0ZV9jb250YWluZXIgOj0geyJhbGxvd2VkIjogdHJ1ZSwgImVudl9saXN0IjogbnVsbCwgImFsbG93X3N0ZGlvX2FjY2VzcyI6IHRydWV9Cg==",
    good: "io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kKCmFwaV92ZXJzaW9uIDo9ICIwLjExLjAiCgptb3VudF9jaW1zIDo9IGRhdGEuZnJhbWV3b3JrLm1vdW50X2NpbXMKY3JlYXRlX2NvbnRhaW5lciA6PSBkYXRhLmZyYW1ld29yay5jcmVhdGVfY29udGFpbmVyCg==",
  },
  check(context, tell) {
    const found = outlinedPolicy(context);
    if (found === undefined || !found.outline.allowsAll || versionFault(found) !== undefined) return;
    tell(
      onValue(
        found.policy,
        "This policy allows everything without a condition, so it protects nothing. Generate one for the pod's containers before it gets secrets.",
      ),
    );
  },
});
