import { passingList } from "../../handlers/passing.ts";
import type { Rule, RuleContext } from "../rule.ts";
import { containerExample } from "../support/container-example.ts";
import { isReadOn, whereFact } from "../support/facts.ts";
import { remove } from "../support/fixes.ts";
import { passes } from "../support/handler.ts";
import { onKey } from "../support/report.ts";

const onSandboxRule: Rule = {
  code: "container-key-on-sandbox",
  title: "Container annotation on a pod sandbox",
  severity: "warning",
  about: whereFact(({ level }) => level === "container"),
  help: `Some annotations are read from a container's own spec only; the sandbox's code passes over them.

- In an OCI \`config.json\` of a sandbox they have no effect.
- In a CRI sandbox configuration they have none either, unless the runtime handler's \`pod_annotations\` let them pass: containerd then
  copies them to every container of the pod. The place for them is the container configuration.
- Kubernetes has no annotations of containers; there only the copy is possible, and annotation-dropped-by-containerd tells what is lost.

Source: \`internal/oci/uvm.go:SpecToUVMCreateOpts\` reads none of them; containerd, \`internal/cri/server/container_create.go\`.`,
  examples: {
    bad: `{
  "metadata": { "name": "pod", "namespace": "default", "uid": "1" },
  "annotations": { "io.microsoft.container.processor.count": "2" },
  "windows": {}
}`,
    good: containerExample('{ "io.microsoft.container.processor.count": "2" }'),
  },
  check(context, tell) {
    const { set } = context;
    if (set.level !== "sandbox" || set.carrier === "kubernetes") return;
    if (set.carrier === "oci" && set.facts.ociType !== "sandbox") return;
    for (const { annotation, fact } of context.known) {
      if (fact.level !== "container" || !isReadOn(fact, context) || isCopied(context, annotation.key)) continue;
      const message =
        set.carrier === "oci"
          ? "hcsshim reads this key on containers only and ignores it on a pod sandbox. Move it to the container's spec."
          : "hcsshim reads this key on containers only, and containerd copies it to them only if the handler's pod_annotations match it. Write it into the container configuration.";
      tell(onKey(annotation, message, { tags: ["unnecessary"], fixes: () => [remove(context, annotation)] }));
    }
  },
};

/** Whether containerd copies a CRI sandbox's annotation to the containers. */
function isCopied({ set, target }: RuleContext, key: string): boolean {
  if (set.carrier !== "cri") return false;
  const list = passingList(set, target);
  return list !== undefined && passes(key, list.patterns);
}

const onContainerRule: Rule = {
  code: "sandbox-key-on-container",
  title: "Pod annotation on a container",
  severity: "warning",
  about: whereFact(({ level }) => level === "sandbox"),
  help: `Everything that shapes the utility VM (memory, boot files, security policy, debug mode, log forwarding, …) is read once, from the
pod sandbox. On a container it is passed over without a message.

Move it to the pod: the annotations of the Pod, of the CRI sandbox configuration, or of the sandbox's OCI spec.

Source: \`cmd/containerd-shim-runhcs-v1/pod.go:createPod\`.`,
  examples: {
    bad: containerExample('{ "io.microsoft.virtualmachine.computetopology.memory.sizeinmb": "4096" }'),
    good: containerExample('{ "io.microsoft.container.memory.sizeinmb": "512" }'),
  },
  check(context, tell) {
    if (context.set.level !== "container") return;
    for (const { annotation, fact } of context.known) {
      if (fact.level !== "sandbox" || !isReadOn(fact, context)) continue;
      const message =
        "hcsshim reads this key on the pod sandbox only and ignores it on a container. Move it to the pod's annotations.";
      tell(onKey(annotation, message, { tags: ["unnecessary"], fixes: () => [remove(context, annotation)] }));
    }
  },
};

/** Annotations on the wrong one of pod and container. */
export const levelRules: readonly Rule[] = [onSandboxRule, onContainerRule];
