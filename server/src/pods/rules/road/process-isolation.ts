import { keys } from "../../uvm/annotation-keys.ts";
import type { Rule } from "../rule.ts";
import { isReadOn, isUvmOnly, whereFact } from "../support/facts.ts";
import { remove } from "../support/fixes.ts";
import { onKey } from "../support/report.ts";
import { assumption } from "../support/scope.ts";

export const processIsolationRule: Rule = {
  code: "process-isolated-ignored",
  title: "Utility VM annotation on a process-isolated pod",
  severity: "warning",
  about: whereFact(isUvmOnly),
  help: `A process-isolated pod has no utility VM. Everything that shapes one (memory, processors, boot files, debug mode, and the
security policy too) is passed over without an error, so the pod runs, unprotected, as if the annotation were not there.

Select a Hyper-V isolating runtime (\`runtimeClassName: runhcs-wcow-hypervisor\`), or remove the annotation.

Source: \`cmd/containerd-shim-runhcs-v1/pod.go:createPod\` calls \`SpecToUVMCreateOpts\` only for isolated specs.`,
  examples: {
    bad: `kind: Pod
apiVersion: v1
metadata:
  name: unprotected
  annotations:
    io.microsoft.virtualmachine.wcow.securitypolicy: "cGFja2FnZSBwb2xpY3kK"
spec:
  runtimeClassName: runhcs-wcow-process`,
    good: `kind: Pod
apiVersion: v1
metadata:
  name: protected
  annotations:
    io.microsoft.virtualmachine.wcow.securitypolicy: "cGFja2FnZSBwb2xpY3kK"
spec:
  runtimeClassName: runhcs-wcow-hypervisor`,
  },
  check(context, tell) {
    const { set } = context;
    if (set.level !== "sandbox" || set.isolation.value !== "process") return;
    for (const { annotation, fact } of context.known) {
      if (!isReadOn(fact, context) || !isUvmOnly(fact)) continue;
      const effect =
        annotation.key === keys.wcowSecurityPolicy || annotation.key === keys.lcowSecurityPolicy
          ? "so the policy is ignored and the pod is not confidential"
          : "so hcsshim ignores this annotation";
      const message = `A process-isolated pod has no utility VM, ${effect}${assumption(set, "isolation")}. Choose a Hyper-V isolating runtime, or remove it.`;
      tell(onKey(annotation, message, { tags: ["unnecessary"], fixes: () => [remove(context, annotation)] }));
    }
  },
};
