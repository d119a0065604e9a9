import { kubernetesKeyFault } from "../../annotations/kubernetes-key.ts";
import { lookup } from "../../annotations/registry.ts";
import type { Rule } from "../rule.ts";
import { remove } from "../support/fixes.ts";
import { remember } from "../support/remember.ts";
import { onKey } from "../support/report.ts";

/** Why Kubernetes refuses a key; undefined where it takes it. */
export const keyFault: (key: string) => string | undefined = remember(kubernetesKeyFault);

export const keyInvalidRule: Rule = {
  code: "kubernetes-key-invalid",
  title: "Annotation key that Kubernetes refuses",
  severity: "error",
  about: (key) => keyFault(key) !== undefined,
  help: `In a Kubernetes object an annotation key is an optional DNS prefix with \`/\` and a name of at most 63 characters that
begins and ends with a letter or digit and has only \`-\`, \`_\`, \`.\` inside (\`IsQualifiedName\`). hcsshim's keys have no \`/\`, so
the whole key is the name: 14 of them and every hv-socket service key are too long, and the API server refuses the pod.

Those keys work in a CRI sandbox configuration (\`crictl runp\`), in an OCI \`config.json\`, and as \`DefaultContainerAnnotations\` of the
runtime handler's options in containerd's configuration. Memory and processor counts also have options of their own
(\`VmMemorySizeInMb\`, \`VmProcessorCount\`).

Source: \`k8s.io/apimachinery\`, \`IsQualifiedName\`; \`internal/oci/uvm.go:UpdateSpecFromOptions\`.`,
  examples: {
    bad: `kind: Pod
apiVersion: v1
metadata:
  name: too-long
  annotations:
    io.microsoft.virtualmachine.computetopology.memory.allowovercommit: "false"
spec:
  runtimeClassName: runhcs-wcow-hypervisor`,
    good: `kind: Pod
apiVersion: v1
metadata:
  name: fits
  annotations:
    io.microsoft.virtualmachine.computetopology.memory.sizeinmb: "4096"
spec:
  runtimeClassName: runhcs-wcow-hypervisor`,
  },
  check(context, tell) {
    if (context.set.carrier !== "kubernetes") return;
    for (const annotation of context.set.annotations) {
      if (annotation.valueType === "missing") continue;
      const problem = keyFault(annotation.key);
      if (problem === undefined) continue;
      const wayOut =
        lookup(annotation.key) === undefined
          ? ""
          : " Set it as DefaultContainerAnnotations in the runtime handler's options, or in a CRI sandbox configuration.";
      tell(
        onKey(annotation, `Kubernetes refuses the object because of this key: ${problem}.${wayOut}`, {
          fixes: () => [remove(context, annotation)],
        }),
      );
    }
  },
};
