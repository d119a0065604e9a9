import { moveToPath } from "../../edits/annotation-edits.ts";
import type { Rule } from "../rule.ts";
import { isRead } from "../support/facts.ts";
import { onKey } from "../support/report.ts";

export const misplacedRule: Rule = {
  code: "annotation-on-controller",
  title: "Annotation on a controller instead of its pod template",
  severity: "warning",
  help: `The annotations of a Deployment, Job, StatefulSet or other controller describe the controller. Its pods get only those of
the pod template: \`spec.template.metadata.annotations\` (\`spec.jobTemplate.spec.template.metadata.annotations\` of a CronJob).
hcsshim never sees the others.

Source: Kubernetes API conventions; containerd's CRI hands the pod's annotations to the shim.`,
  examples: {
    bad: `kind: Deployment
apiVersion: apps/v1
metadata:
  name: web
  annotations:
    io.microsoft.virtualmachine.computetopology.memory.sizeinmb: "4096"
spec:
  template:
    metadata:
      labels: { app: web }
    spec:
      runtimeClassName: runhcs-wcow-hypervisor`,
    good: `kind: Deployment
apiVersion: apps/v1
metadata:
  name: web
spec:
  template:
    metadata:
      labels: { app: web }
      annotations:
        io.microsoft.virtualmachine.computetopology.memory.sizeinmb: "4096"
    spec:
      runtimeClassName: runhcs-wcow-hypervisor`,
  },
  check({ set, text }, tell) {
    if (set.level !== "misplaced" || set.belongsAt === undefined) return;
    const place = set.belongsAt.join(".");
    const ours = set.annotations.filter(({ key }) => isRead(key));
    for (const annotation of ours) {
      const message = `An annotation of the ${set.kind} itself never reaches its pods, so hcsshim does not see it. Move it to ${place}.`;
      tell(
        onKey(annotation, message, {
          tags: ["unnecessary"],
          fixes: () => {
            const one = { title: `Move to ${place}`, preferred: true, edits: moveToPath(text, set, [annotation]) };
            const all = {
              title: `Move all ${ours.length} to ${place}`,
              preferred: true,
              edits: moveToPath(text, set, ours),
            };
            return ours.length === 1 ? [one] : [all, { ...one, preferred: false }];
          },
        }),
      );
    }
  },
};
