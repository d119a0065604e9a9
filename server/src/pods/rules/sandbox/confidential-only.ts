import type { AnnotationFact } from "../../annotations/annotation-fact.ts";
import { allFacts } from "../../annotations/registry.ts";
import type { Platform } from "../../manifest/annotation-set.ts";
import { keys } from "../../uvm/annotation-keys.ts";
import type { Rule } from "../rule.ts";
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

/** Whether the key acts on confidential pods of a platform and on no others of it. */
function isConfidentialOnly({ key, level, isPrefix, platforms }: AnnotationFact, platform: Platform): boolean {
  if (handledElsewhere.has(key) || level === "container" || isPrefix) return false;
  const [plain, confidential] = platform === "wcow" ? (["wcow", "cwcow"] as const) : (["lcow", "clcow"] as const);
  return platforms.includes(confidential) && !platforms.includes(plain);
}

/** The keys that act on confidential pods alone, by platform. */
const confidentialOnly: Readonly<Record<Platform, ReadonlySet<string>>> = {
  wcow: new Set(allFacts.filter((fact) => isConfidentialOnly(fact, "wcow")).map(({ key }) => key)),
  lcow: new Set(allFacts.filter((fact) => isConfidentialOnly(fact, "lcow")).map(({ key }) => key)),
};

const withoutPolicy: Rule = platformVmRule({
  code: "confidential-key-without-policy",
  title: "Annotation of confidential pods on a pod without a policy",
  severity: "warning",
  about: [...confidentialOnly.wcow, ...confidentialOnly.lcow],
  help: `Only a security policy makes a pod confidential. Without one hcsshim reads none of the keys that shape a confidential VM:
enforcer, isolation type, secure boot, guest state file, reference info and \`no_security_hardware\`; on Windows
\`bootfilesrootpath\` as well. They are passed over even where their values are wrong.

Source: \`internal/oci/uvm.go:handleWCOWSecurityPolicy\`, \`internal/uvm/create_lcow.go:makeLCOWSecurityDoc\`.`,
  examples: {
    bad: "io.microsoft.virtualmachine.wcow.isolation_type: SecureNestedPaging",
    good: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.wcow.isolation_type: SecureNestedPaging`,
  },
  check(context, tell) {
    if (isConfidential(context)) return;
    const name = policyKey(context);
    const policy = context.get(name);
    const ignoredKeys = confidentialOnly[context.set.platform.value];
    for (const annotation of context.set.annotations) {
      if (!ignoredKeys.has(annotation.key) || context.get(annotation.key) !== annotation) continue;
      tell(
        ignored(
          context,
          annotation,
          `hcsshim ignores this key: the pod is not confidential. Set ${name}, or remove the key.`,
          {
            related:
              policy === undefined ? [] : [related(policy, "An empty policy does not make the pod confidential.")],
          },
        ),
      );
    }
  },
});

/** What only confidential pods have. */
export const confidentialOnlyRules: readonly Rule[] = [withoutPolicy];
