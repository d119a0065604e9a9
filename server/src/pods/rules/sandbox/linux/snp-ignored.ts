import { lookup } from "../../../annotations/registry.ts";
import type { Annotation } from "../../../manifest/annotation-set.ts";
import { keys } from "../../../uvm/annotation-keys.ts";
import type { Rule, RuleContext } from "../../rule.ts";
import { related } from "../../support/report.ts";
import { policyOf, readUint32 } from "../../support/values.ts";
import { isSnpLinux } from "../support/confidential.ts";
import { ignored } from "../support/ignored.ts";
import { linuxRule } from "../support/vm-rule.ts";

/** Whether the annotation shapes plain Linux VMs only; what is refused or asks for what it gets anyway is not ignored. */
function isLost(context: RuleContext, { key: name, value }: Annotation): boolean {
  const fact = lookup(name);
  if (fact === undefined || fact.isPrefix || fact.level === "container" || !fact.effectAtPodLevel) return false;
  if (!fact.platforms.includes("lcow") || fact.platforms.includes("clcow")) return false;
  if (value === "" || name === keys.enableDeferredCommit) return false;
  if (name === keys.vpmemCount && readUint32(context, name) === 0) return false;
  return !context.resolved?.refusals.some(({ keys }) => keys.includes(name));
}

/** Keys that only plain Linux VMs have. */
export const snpIgnored: Rule = linuxRule({
  code: "snp-ignores-key",
  title: "Annotation that a confidential Linux VM has no use for",
  severity: "warning",
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
  *check(context) {
    if (!isSnpLinux(context) || context.get(keys.lcowGuestStateFile)?.value === "") return;
    const policy = policyOf(context);
    for (const annotation of context.set.annotations) {
      if (context.get(annotation.key) !== annotation || !isLost(context, annotation)) continue;
      yield ignored(
        context,
        annotation,
        "hcsshim ignores this key here: a confidential Linux VM boots from its VMGS file, which has no place for it. Remove it.",
        { related: policy === undefined ? [] : [related(policy, "This policy makes the pod confidential.")] },
      );
    }
  },
});
