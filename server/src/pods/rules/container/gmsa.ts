import { keys } from "../../uvm/annotation-keys.ts";
import type { Rule } from "../rule.ts";
import { remove } from "../support/fixes.ts";
import { onValue } from "../support/report.ts";
import { isTrue } from "../support/values.ts";

export const gmsaRule: Rule = {
  code: "gmsa-disabled",
  title: "gMSA credential where gMSA is disabled",
  severity: "error",
  about: [keys.wcowDisableGmsa, keys.disableUnsafeOperations],
  help: `A container whose OCI spec has a \`windows.credentialSpec\` is refused where \`${keys.wcowDisableGmsa}\` is true, itself or through
\`io.microsoft.disable-unsafe-operations\`: \`container config validation failed: gMSA credentials are disabled: operation denied\`.

Remove one of the two.

Source: \`internal/hcsoci/create.go\`.`,
  examples: {
    bad: `{
  "ociVersion": "1.1.0",
  "windows": { "layerFolders": [], "credentialSpec": "{}" },
  "annotations": {
    "io.kubernetes.cri.container-type": "container",
    "io.kubernetes.cri.sandbox-id": "pod",
    "${keys.wcowDisableGmsa}": "true"
  }
}`,
    good: `{
  "ociVersion": "1.1.0",
  "windows": { "layerFolders": [] },
  "annotations": {
    "io.kubernetes.cri.container-type": "container",
    "io.kubernetes.cri.sandbox-id": "pod",
    "${keys.wcowDisableGmsa}": "true"
  }
}`,
  },
  check(context, tell) {
    const { set } = context;
    if (set.facts.credentialSpec !== true || set.level !== "container") return;
    for (const name of [keys.wcowDisableGmsa, keys.disableUnsafeOperations]) {
      const annotation = context.get(name);
      if (annotation === undefined || !isTrue(context, name)) continue;
      tell(
        onValue(
          annotation,
          "hcsshim refuses the container: this disables gMSA credentials, and the spec has a windows.credentialSpec. Remove one of them.",
          {
            fixes: () => [remove(context, annotation)],
          },
        ),
      );
    }
  },
};
