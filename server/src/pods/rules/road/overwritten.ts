import type { Annotation } from "../../manifest/annotation-set.ts";
import { keys } from "../../uvm/annotation-keys.ts";
import type { Report, Rule, RuleContext } from "../rule.ts";
import { remove } from "../support/fixes.ts";
import { isWrittenByContainerd } from "../support/handler.ts";
import { onKey } from "../support/report.ts";

export const overwrittenRule: Rule = {
  code: "annotation-overwritten-by-containerd",
  title: "Annotation that containerd writes itself",
  severity: "warning",
  about: [keys.hostProcessContainer, keys.criContainerType, keys.criSandboxId],
  help: `containerd's CRI plugin adds some annotations of its own after those of the pod, so what the document says is lost:

| key | written from |
|---|---|
| \`microsoft.com/hostprocess-container\` | \`securityContext.windowsOptions.hostProcess\` (Kubernetes), \`windows.security_context.host_process\` (CRI) |
| \`io.kubernetes.cri.container-type\` | \`sandbox\` or \`container\` |
| \`io.kubernetes.cri.sandbox-id\` | the id of the pod |

They can be given only in an OCI \`config.json\` that no CRI writes.

Source: containerd, \`internal/cri/server\` (\`sandbox_run_windows.go\`, \`container_create.go\`).`,
  examples: {
    bad: `kind: Pod
apiVersion: v1
metadata:
  name: host-process
  annotations:
    microsoft.com/hostprocess-container: "true"
spec:
  runtimeClassName: runhcs-wcow-process`,
    good: `kind: Pod
apiVersion: v1
metadata:
  name: host-process
  annotations:
    io.microsoft.virtualmachine.computetopology.memory.sizeinmb: "2048"
spec:
  runtimeClassName: runhcs-wcow-hypervisor`,
  },
  check(context, tell) {
    if (context.set.carrier === "oci" || context.set.level === "misplaced") return;
    for (const annotation of context.set.annotations) {
      if (isWrittenByContainerd(annotation.key)) tell(report(context, annotation));
    }
  },
};

function report(context: RuleContext, annotation: Annotation): Report {
  const tags = ["unnecessary"] as const;
  if (annotation.key !== keys.hostProcessContainer) {
    const message = "containerd writes this key itself, so the value given here is lost. Remove it.";
    return onKey(annotation, message, { tags, fixes: () => [remove(context, annotation, "preferred")] });
  }
  const field = hostProcessField(context);
  if (context.set.facts.hostProcess === true) {
    const message = `containerd writes this key itself from ${field}, which is set. This line can go.`;
    return onKey(annotation, message, {
      severity: "hint",
      tags,
      fixes: () => [remove(context, annotation, "preferred")],
    });
  }
  const message = `containerd overwrites this key with ${field}, so the annotation has no effect. Set that field instead.`;
  return onKey(annotation, message, { tags, fixes: () => [remove(context, annotation)] });
}

const hostProcessField = ({ set }: RuleContext): string =>
  set.carrier === "kubernetes" ? "securityContext.windowsOptions.hostProcess" : "windows.security_context.host_process";
