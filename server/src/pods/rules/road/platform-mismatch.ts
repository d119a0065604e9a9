import { lookup } from "../../annotations/registry.ts";
import type { Annotation } from "../../manifest/annotation-set.ts";
import { keys } from "../../uvm/annotation-keys.ts";
import type { Report, Rule, RuleContext } from "../rule.ts";
import { isForPlatform, isOfOnePlatform, whereFact } from "../support/facts.ts";
import { remove, rename } from "../support/fixes.ts";
import { onKey, related } from "../support/report.ts";
import { assumption, platformName } from "../support/scope.ts";
import { policyOf } from "../support/values.ts";

export const platformMismatchRule: Rule = {
  code: "platform-mismatch",
  title: "Annotation of the other platform",
  severity: "warning",
  about: whereFact(isOfOnePlatform),
  help: `hcsshim reads a Windows pod and a Linux pod in different code, each with its own keys; those of the other are passed over
without a word. That holds for the security policy too: a Linux policy does not make a Windows pod confidential, and where a pod has
both, only the one of its own platform counts.

What the pod is, is taken from \`spec.os.name\`, the node selector, the runtime class, the CRI or OCI platform sections, or the keys
themselves; where nothing tells, the setting decides, and the message says so.

Source: \`internal/oci/uvm.go:SpecToUVMCreateOpts\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.isolation_type: "SNP"
io.microsoft.virtualmachine.wcow.securitypolicy: "cGFja2FnZSBwb2xpY3kK"
io.microsoft.virtualmachine.lcow.kerneldirectboot: "true"`,
    good: `io.microsoft.virtualmachine.wcow.isolation_type: "SecureNestedPaging"
io.microsoft.virtualmachine.wcow.securitypolicy: "cGFja2FnZSBwb2xpY3kK"`,
  },
  check(context, tell) {
    if (context.set.level === "misplaced" || (context.set.platform.from === "assumed" && !isMixed(context))) return;
    for (const { annotation, fact } of context.known) {
      if (!isForPlatform(fact, context.set.platform.value, context.target.hcsshim)) tell(report(context, annotation));
    }
  },
};

/**
 * Whether the map has keys for the pod's platform alone: where the platform is only assumed, a map with keys of the other
 * alone speaks against the assumption, not against the keys.
 */
function isMixed(context: RuleContext): boolean {
  const own = context.set.platform.value;
  const other = own === "wcow" ? "lcow" : "wcow";
  const { hcsshim } = context.target;
  return context.known.some(({ fact }) => isForPlatform(fact, own, hcsshim) && !isForPlatform(fact, other, hcsshim));
}

function report(context: RuleContext, annotation: Annotation): Report {
  const { set } = context;
  const [own, other] = set.platform.value === "wcow" ? ["Windows", "Linux"] : ["Linux", "Windows"];
  const assumed = assumption(set, "platform");
  const counterpart = counterpartOf(context, annotation.key);
  const isPolicy = annotation.key === keys.lcowSecurityPolicy || annotation.key === keys.wcowSecurityPolicy;
  const advice = counterpart === undefined ? "Remove it." : `Write ${counterpart}, or remove it.`;
  const message = isPolicy
    ? `This is a ${other} policy and does not make ${platformName(set)} confidential${assumed}. ${advice}`
    : `hcsshim reads this key for ${other} pods only and ignores it on a ${own} one${assumed}. ${advice}`;
  const counting = isPolicy ? policyOf(context) : undefined;
  return onKey(annotation, message, {
    related: counting === undefined ? [] : [related(counting, "The policy that counts")],
    tags: ["unnecessary"],
    fixes: () => [...(counterpart === undefined ? [] : [rename(annotation, counterpart)]), remove(context, annotation)],
  });
}

/** The same key of the pod's own platform (`.wcow.` for `.lcow.`), if hcsshim reads it and the pod does not have it yet. */
function counterpartOf(context: RuleContext, name: string): string | undefined {
  const { set, target } = context;
  const platform = set.platform.value;
  const counterpart = platform === "wcow" ? name.replace(".lcow.", ".wcow.") : name.replace(".wcow.", ".lcow.");
  const fact = lookup(counterpart);
  const exists = counterpart !== name && fact !== undefined && isForPlatform(fact, platform, target.hcsshim);
  return exists && !context.has(counterpart) ? counterpart : undefined;
}
