import type { Rule } from "../rule.ts";
import { policyKeys, policyOf } from "../support/values.ts";
import { windowsRule } from "./support/vm-rule.ts";

const spec = (annotations: string): string => `{
  "ociVersion": "1.1.0",
  "windows": { "hyperv": {} },
  "annotations": {
    ${annotations}"io.microsoft.virtualmachine.wcow.securitypolicy": "cGFja2FnZSBwb2xpY3kK"
  }
}`;

const standalone: Rule = windowsRule({
  code: "policy-on-standalone-task",
  title: "Confidential Windows task outside of a pod",
  severity: "information",
  about: policyKeys,
  help: `hcsshim prepares the boot files of a confidential Windows VM only for a CRI pod: a spec with
\`io.kubernetes.cri.container-type\`. For a task of its own neither the VMGS file is copied nor \`bootfilesrootpath\` used.

Source: \`cmd/containerd-shim-runhcs-v1/task_hcs.go:newHcsStandaloneTask\`.`,
  examples: {
    bad: spec(""),
    good: spec('"io.kubernetes.cri.container-type": "sandbox",\n    "io.kubernetes.cri.sandbox-id": "pod",\n    '),
  },
  check(context, tell) {
    const { carrier, facts } = context.set;
    const policy = policyOf(context);
    if (policy === undefined || carrier !== "oci" || facts.ociType !== undefined) return;
    tell({
      message:
        "hcsshim prepares confidential boot files for CRI pods only, and this spec is a task of its own. Run it as a pod (io.kubernetes.cri.container-type).",
      span: policy.keySpan,
      key: policy.key,
    });
  },
});

/** Confidential tasks that are no pods. */
export const standaloneRules: readonly Rule[] = [standalone];
