import { enforcementPoints } from "../../policy/enforcement-points.ts";
import { keys } from "../../uvm/annotation-keys.ts";
import type { Rule, RuleContext } from "../rule.ts";
import { windowsRule } from "../sandbox/support/vm-rule.ts";
import { onValue, related } from "../support/report.ts";
import { isTrue } from "../support/values.ts";
import { compareVersions, mentions, outlinedPolicy } from "./outlined-policy.ts";

export const logProvidersRule: Rule = windowsRule({
  code: "policy-denies-log-providers",
  title: "Log forwarding that the security policy denies",
  severity: "warning",
  about: [keys.logForwardingEnabled],
  help: `With \`forwardlogs.enable\` the guest asks the policy's \`log_provider\` for the providers that it is to forward, the built-in ones
included. It is denied (\`log providers denied by policy\`) where

- the policy's \`api_version\` is 0.11.0 or newer and it has no rule \`log_provider\`, as uvmboot's own policy; or
- the rule is the framework's, and the policy has neither \`allowed_log_providers\` nor \`allow_log_provider_dropping := true\`. Policies that
  hcsshim's tool generates never have the list. (With dropping allowed, nothing is denied, and what is not on the list is not forwarded.)

Source: \`pkg/securitypolicy/framework.rego\`, \`internal/gcs-sidecar\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kKCmFwaV92ZXJzaW9uIDo9ICIwLjExLjAiCgptb3VudF9jaW1zIDo9IGRhdGEuZnJhbWV3b3JrLm1vdW50X2NpbXMKY3JlYXRlX2NvbnRhaW5lciA6PSBkYXRhLmZyYW1ld29yay5jcmVhdGVfY29udGFpbmVyCg==
io.microsoft.virtualmachine.forwardlogs.enable: "true"`,
    good: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kKCmFwaV92ZXJzaW9uIDo9ICIwLjExLjAiCgptb3VudF9jaW1zIDo9IGRhdGEuZnJhbWV3b3JrLm1vdW50X2NpbXMKY3JlYXRlX2NvbnRhaW5lciA6PSBkYXRhLmZyYW1ld29yay5jcmVhdGVfY29udGFpbmVyCmxvZ19wcm92aWRlciA6PSB7ImFsbG93ZWQiOiB0cnVlLCAicHJvdmlkZXJzX3RvX2tlZXAiOiBudWxsfQo=
io.microsoft.virtualmachine.forwardlogs.enable: "true"`,
  },
  check(context, tell) {
    const found = outlinedPolicy(context);
    const forwarding = context.get(keys.logForwardingEnabled);
    if (found === undefined || forwarding === undefined || !isTrue(context, keys.logForwardingEnabled)) return;
    if (mayHaveNoProviders(context)) return;
    const why = reasonForDenial(found.text, found.outline.apiVersion);
    if (why === undefined) return;
    tell(
      onValue(found.policy, `The guest denies log forwarding: ${why}.`, {
        related: [related(forwarding, "Turns log forwarding on.")],
      }),
    );
  },
});

/** With the built-in providers turned off there may be nothing to ask for. */
const mayHaveNoProviders = (context: RuleContext): boolean => context.mayHave(keys.defaultLogSourcesEnabled);

function reasonForDenial(text: string, version: string | undefined): string | undefined {
  if (!mentions(text, "log_provider")) {
    const due = enforcementPoints.get("log_provider") ?? "";
    const isDue = version !== undefined && (compareVersions(version, due) ?? -1) >= 0;
    return isDue ? `this policy of API ${version} has no rule log_provider. Add it, or turn forwarding off` : undefined;
  }
  const isFramework = /^log_provider\s*:=\s*data\.framework\.log_provider\b/m.test(text);
  if (!isFramework || mentions(text, "allowed_log_providers")) return undefined;
  if (/\ballow_log_provider_dropping\s*:=\s*true\b/.test(text)) return undefined;
  return "its policy leaves log_provider to the framework and names no allowed_log_providers. Add the list to the policy";
}
