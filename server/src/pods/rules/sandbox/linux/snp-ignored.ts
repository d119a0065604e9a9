import type { AnnotationFact } from "../../../annotations/annotation-fact.ts";
import { keys } from "../../../uvm/annotation-keys.ts";
import type { KnownAnnotation, Rule, RuleContext } from "../../rule.ts";
import { whereFact } from "../../support/facts.ts";
import { related } from "../../support/report.ts";
import { policyOf, readUint32 } from "../../support/values.ts";
import { isSnpLinux } from "../support/confidential.ts";
import { ignored } from "../support/ignored.ts";
import { linuxRule } from "../support/vm-rule.ts";

/** Whether the key shapes plain Linux VMs and no confidential ones. */
function isOfPlainLinux({ isPrefix, level, effectAtPodLevel, platforms }: AnnotationFact): boolean {
  if (isPrefix || level === "container" || !effectAtPodLevel) return false;
  return platforms.includes("lcow") && !platforms.includes("clcow");
}

/** Whether the annotation shapes plain Linux VMs only; what is refused or asks for what it gets anyway is not ignored. */
function isLost(context: RuleContext, { annotation: { key: name, value }, fact }: KnownAnnotation): boolean {
  if (!isOfPlainLinux(fact)) return false;
  if (value === "" || name === keys.enableDeferredCommit) return false;
  if (name === keys.vpmemCount && readUint32(context, name) === 0) return false;
  return !context.resolved?.refusals.some(({ keys }) => keys.includes(name));
}

/** Keys that only plain Linux VMs have. */
export const snpIgnored: Rule = linuxRule({
  code: "snp-ignores-key",
  title: "Annotation that a confidential Linux VM has no use for",
  severity: "warning",
  about: whereFact(isOfPlainLinux),
  help: `A confidential Linux pod boots kernel and kernel command line from \`kernel.vmgs\` and its root file system from a
dm-verity disk; its HCS document is another one than that of plain Linux pods. hcsshim clears or drops, without a word, what that
boot has no place for: VPMem, kernel boot options, root file system type, kernel direct boot, VPCI, time synchronisation, overlay
directories, more arguments of the GCS, the process dump location, the console pipe, all NUMA keys and the resource partition. With
\`no_security_hardware\` the plain boot is used and they count.

Source: \`internal/oci/uvm.go:handleLCOWSecurityPolicy\`, \`internal/uvm/create_lcow.go:makeLCOWVMGSDoc\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.lcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.lcow.kernelbootoptions: quiet`,
    good: "io.microsoft.virtualmachine.lcow.securitypolicy: cGFja2FnZSBwb2xpY3kK",
  },
  check(context, tell) {
    if (!isSnpLinux(context) || context.get(keys.lcowGuestStateFile)?.value === "") return;
    const policy = policyOf(context);
    for (const one of context.known) {
      const { annotation } = one;
      if (context.get(annotation.key) !== annotation || !isLost(context, one)) continue;
      tell(
        ignored(
          context,
          annotation,
          "hcsshim ignores this key here: a confidential Linux VM boots from its VMGS file, which has no place for it. Remove it.",
          { related: policy === undefined ? [] : [related(policy, "This policy makes the pod confidential.")] },
        ),
      );
    }
  },
});
