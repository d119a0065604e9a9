import { keys } from "../../uvm/annotation-keys.ts";
import type { Rule } from "../rule.ts";
import { onValue } from "../support/report.ts";
import { isConfidential } from "../support/values.ts";
import { windowsRule } from "./support/vm-rule.ts";

const needPolicy: Rule = windowsRule({
  code: "process-dumps-need-policy",
  title: "Process dumps of a confidential pod",
  severity: "information",
  about: [keys.containerProcessDumpLocation],
  help: `\`processdumplocation\` of a pod becomes the default of its containers, whose dump settings are registry values. The guest
asks the policy's rule \`registry_changes\` for them, which denies what it does not list.

Source: \`internal/gcs-sidecar\`, \`pkg/securitypolicy/framework.rego\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
${keys.containerProcessDumpLocation}: 'C:\\dumps'`,
    good: "io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK",
  },
  check(context, tell) {
    const dumps = context.get(keys.containerProcessDumpLocation);
    if (dumps === undefined || dumps.value === "" || !isConfidential(context)) return;
    tell(
      onValue(
        dumps,
        "The policy's rule registry_changes must allow the dump settings of the containers; where it does not, the guest refuses them.",
      ),
    );
  },
});

/** Process dumps of Windows pods. */
export const processDumpRules: readonly Rule[] = [needPolicy];
