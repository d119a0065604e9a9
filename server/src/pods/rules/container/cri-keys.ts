import { keys } from "../../uvm/annotation-keys.ts";
import type { Rule } from "../rule.ts";
import { setValue } from "../support/fixes.ts";
import { onKey, onValue, shown } from "../support/report.ts";

const source =
  "Source: `internal/oci/sandbox.go:GetSandboxTypeAndID`, called by `cmd/containerd-shim-runhcs-v1/pod.go:createPod`.";

const typeRule: Rule = {
  code: "cri-container-type-invalid",
  title: "Unknown CRI container type",
  severity: "error",
  about: [keys.criContainerType],
  help: `\`io.kubernetes.cri.container-type\` must be exactly \`sandbox\` or \`container\`; any other text is refused with
\`invalid 'io.kubernetes.cri.container-type': '…'\`. Where containerd's CRI starts the pod it writes the key itself.

${source}`,
  examples: {
    bad: `{
  "ociVersion": "1.1.0",
  "windows": { "layerFolders": [], "hyperv": {} },
  "annotations": { "io.kubernetes.cri.container-type": "pod", "io.kubernetes.cri.sandbox-id": "pod" }
}`,
    good: `{
  "ociVersion": "1.1.0",
  "windows": { "layerFolders": [], "hyperv": {} },
  "annotations": { "io.kubernetes.cri.container-type": "sandbox", "io.kubernetes.cri.sandbox-id": "pod" }
}`,
  },
  check(context, tell) {
    const annotation = context.get(keys.criContainerType);
    if (context.set.carrier !== "oci" || annotation === undefined || annotation.valueType !== "string") return;
    if (annotation.value === "sandbox" || annotation.value === "container") return;
    const message = `hcsshim refuses the task: the container type is ${shown(annotation.value)} and must be "sandbox" or "container".`;
    tell(
      onValue(annotation, message, {
        fixes: () => [setValue(context, annotation, "sandbox"), setValue(context, annotation, "container")],
      }),
    );
  },
};

const pairRule: Rule = {
  code: "cri-keys-incomplete",
  title: "One of the two CRI keys without the other",
  severity: "error",
  about: [keys.criContainerType, keys.criSandboxId],
  help: `\`io.kubernetes.cri.container-type\` and \`io.kubernetes.cri.sandbox-id\` come together or not at all: a task with only one of them is
refused with \`cannot specify '…' without '…'\`. Without both it is a standalone task.

${source}`,
  examples: {
    bad: `{
  "ociVersion": "1.1.0",
  "windows": { "layerFolders": [], "hyperv": {} },
  "annotations": { "io.kubernetes.cri.container-type": "sandbox" }
}`,
    good: `{
  "ociVersion": "1.1.0",
  "windows": { "layerFolders": [], "hyperv": {} },
  "annotations": { "io.kubernetes.cri.container-type": "sandbox", "io.kubernetes.cri.sandbox-id": "pod" }
}`,
  },
  check(context, tell) {
    const type = context.get(keys.criContainerType);
    const id = context.get(keys.criSandboxId);
    // A value that is not known may be the missing half. What the handler's options add comes too late: the shim's start reads the file.
    if (context.set.carrier !== "oci" || context.set.incomplete === true) return;
    if (context.has(keys.criContainerType) !== (type !== undefined)) return;
    if (context.has(keys.criSandboxId) !== (id !== undefined)) return;
    const hasId = id !== undefined && id.value !== "";
    if (type !== undefined && !hasId) {
      tell(
        onKey(
          type,
          `hcsshim refuses the task: it cannot have ${type.key} without a non-empty ${keys.criSandboxId}. Add it, or remove both.`,
        ),
      );
    } else if (type === undefined && id !== undefined && hasId) {
      tell(
        onKey(
          id,
          `hcsshim refuses the task: it cannot have ${id.key} without ${keys.criContainerType}. Add it, or remove both.`,
        ),
      );
    }
  },
};

/** The keys by which containerd's CRI tells sandboxes from containers. */
export const criKeyRules: readonly Rule[] = [typeRule, pairRule];
