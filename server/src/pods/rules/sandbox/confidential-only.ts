import { lookup } from "../../annotations/registry.ts";
import type { Annotation } from "../../manifest/annotation-set.ts";
import { keys } from "../../uvm/annotation-keys.ts";
import type { Rule, RuleContext } from "../rule.ts";
import { related } from "../support/report.ts";
import { isConfidential, policyKey } from "../support/values.ts";
import { ignored } from "./support/ignored.ts";
import { platformVmRule } from "./support/vm-rule.ts";

/** Keys that have rules of their own for a pod without a policy, or that make the policy. */
const handledElsewhere: ReadonlySet<string> = new Set([
  keys.wcowSecurityPolicy,
  keys.lcowSecurityPolicy,
  keys.wcowDebugMode,
  keys.wcowDebugDataPath,
  keys.wcowWritableEfi,
  keys.lcowGuestStateFile,
]);

/** The pod's annotations that act on confidential pods of its platform only. */
function confidentialOnly(context: RuleContext): readonly Annotation[] {
  const [plain, confidential] =
    context.set.platform.value === "wcow" ? (["wcow", "cwcow"] as const) : (["lcow", "clcow"] as const);
  return context.set.annotations.filter((annotation) => {
    if (handledElsewhere.has(annotation.key) || context.get(annotation.key) !== annotation) return false;
    const fact = lookup(annotation.key);
    if (fact === undefined || fact.level === "container" || fact.isPrefix) return false;
    return fact.platforms.includes(confidential) && !fact.platforms.includes(plain);
  });
}

const withoutPolicy: Rule = platformVmRule({
  code: "confidential-key-without-policy",
  title: "Annotation of confidential pods on a pod without a policy",
  severity: "warning",
  help: `Only a security policy makes a pod confidential. Without one hcsshim reads none of the keys that shape a confidential VM:
enforcer, isolation type, secure boot, guest state file, reference info and \`no_security_hardware\`; on Windows
\`bootfilesrootpath\` as well. They are passed over even where their values are wrong.

Source: \`internal/oci/uvm.go:handleWCOWSecurityPolicy\`, \`internal/uvm/create_lcow.go:makeLCOWSecurityDoc\`.`,
  examples: {
    bad: "io.microsoft.virtualmachine.wcow.isolation_type: SecureNestedPaging",
    good: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.wcow.isolation_type: SecureNestedPaging`,
  },
  *check(context) {
    if (isConfidential(context)) return;
    const name = policyKey(context);
    const policy = context.get(name);
    for (const annotation of confidentialOnly(context)) {
      yield ignored(
        context,
        annotation,
        `hcsshim ignores this key: the pod is not confidential. Set ${name}, or remove the key.`,
        {
          related: policy === undefined ? [] : [related(policy, "An empty policy does not make the pod confidential.")],
        },
      );
    }
  },
});

/** What only confidential pods have. */
export const confidentialOnlyRules: readonly Rule[] = [withoutPolicy];
