import type { Annotation } from "../../manifest/annotation-set.ts";
import { keys } from "../../uvm/annotation-keys.ts";
import { cleanPath } from "../../uvm/windows-path.ts";
import type { Rule, RuleContext } from "../rule.ts";
import { remove } from "../support/fixes.ts";
import { onKey, onValue, related } from "../support/report.ts";
import { assumption } from "../support/scope.ts";
import { isTrue } from "../support/values.ts";

const disablingKeys = [keys.disableHostProcessContainer, keys.disableUnsafeOperations];

/** The annotation that disables host process containers: its own, or the group that sets it. */
function disabling(context: RuleContext): Annotation | undefined {
  const key = disablingKeys.find((each) => isTrue(context, each));
  return key === undefined ? undefined : context.get(key);
}

const conflictRule: Rule = {
  code: "host-process-conflict",
  title: "Host process container both asked for and disabled",
  severity: "error",
  about: [keys.disableHostProcessContainer, keys.disableUnsafeOperations],
  help: `\`microsoft.com/hostprocess-container\` and \`microsoft.com/disable-hostprocess-container\` (also when set by
\`io.microsoft.disable-unsafe-operations\`) must not both be true: the task is refused with \`specified annotations conflict: host process
container annotations …\`. Both are read with Go's \`strconv.ParseBool\` here, so \`"1"\` and \`"T"\` count as true.

In a Kubernetes pod the first is written by containerd from \`securityContext.windowsOptions.hostProcess\`.

Source: \`internal/oci/annotations.go:ProcessAnnotations\`.`,
  examples: {
    bad: `microsoft.com/disable-hostprocess-container: "true"
microsoft.com/hostprocess-container: "true"`,
    good: `microsoft.com/disable-hostprocess-container: "true"`,
  },
  check(context, tell) {
    const { set } = context;
    if (set.level === "misplaced") return;
    const disabled = disabling(context);
    if (disabled === undefined) return;
    const enabled = set.carrier === "kubernetes" ? undefined : context.get(keys.hostProcessContainer);
    if (enabled !== undefined && isTrue(context, keys.hostProcessContainer)) {
      tell(
        onValue(
          enabled,
          `hcsshim refuses the task: ${disabled.key} forbids host process containers. Remove one of the two.`,
          {
            related: [related(disabled, "Disables them")],
            fixes: () => [remove(context, enabled), remove(context, disabled)],
          },
        ),
      );
    } else if (set.facts.hostProcess === true) {
      const message =
        "hcsshim refuses the task: windowsOptions.hostProcess asks for a host process container, and this forbids it. Remove one of the two.";
      tell(onValue(disabled, message, { fixes: () => [remove(context, disabled)] }));
    }
  },
};

const inheritUserRule: Rule = {
  code: "host-process-inherit-user-ignored",
  title: "Inherited user on an ordinary container",
  severity: "warning",
  about: [keys.hostProcessInheritUser],
  help: `\`microsoft.com/hostprocess-inherit-user\` lets a host process container run as the shim's own user (SYSTEM). On any other container
of a pod hcsshim sets it to \`"false"\` before the container is created.

Make it a host process container, or remove the annotation.

Source: \`cmd/containerd-shim-runhcs-v1/pod.go:updateConfigForHostProcessContainer\`.`,
  examples: {
    bad: `{
  "ociVersion": "1.1.0",
  "windows": { "layerFolders": [] },
  "annotations": {
    "io.kubernetes.cri.container-type": "container",
    "io.kubernetes.cri.sandbox-id": "pod",
    "microsoft.com/hostprocess-inherit-user": "true"
  }
}`,
    good: `{
  "ociVersion": "1.1.0",
  "windows": { "layerFolders": [] },
  "annotations": {
    "io.kubernetes.cri.container-type": "container",
    "io.kubernetes.cri.sandbox-id": "pod",
    "microsoft.com/hostprocess-container": "true",
    "microsoft.com/hostprocess-inherit-user": "true"
  }
}`,
  },
  check(context, tell) {
    const { set } = context;
    const annotation = context.get(keys.hostProcessInheritUser);
    if (annotation?.value !== "true" || set.platform.value !== "wcow") return;
    // Only an OCI spec tells what containerd makes of the container.
    if (set.carrier !== "oci" || set.facts.ociType !== "container") return;
    if (context.get(keys.hostProcessContainer)?.value === "true") return;
    // What is not seen may make it one.
    if (!context.has(keys.hostProcessContainer) && context.mayHave(keys.hostProcessContainer)) return;
    tell(
      onKey(annotation, "hcsshim sets this to false: the container is not a host process container. Remove it.", {
        tags: ["unnecessary"],
        fixes: () => [remove(context, annotation, "preferred")],
      }),
    );
  },
};

/** Where the guest of a host process container must not put a root file system (`ospath.DisallowedUVMMountPrefixes`). */
const forbiddenRoots = ["c:\\windows", "c:\\mounts", "c:\\efi", "c:\\sandboxmounts"];

const rootfsRule: Rule = {
  code: "host-process-rootfs-unsafe",
  title: "Root file system of a host process container in a forbidden place",
  severity: "error",
  about: [keys.hostProcessRootfsLocation],
  help: `\`microsoft.com/hostprocess-rootfs-location\` of a Hyper-V isolated host process container must be an absolute path with a drive letter,
no network path, and not at or below \`C:\\Windows\`, \`C:\\mounts\`, \`C:\\EFI\` or \`C:\\SandboxMounts\`; else the container is refused with
\`unsafe path detected\`. A process-isolated one takes any path.

Source: \`internal/hcsoci/hcsdoc_wcow.go\`, \`internal/ospath/path.go:Sanitize\`.`,
  examples: {
    bad: `{
  "ociVersion": "1.1.0",
  "windows": { "layerFolders": [], "hyperv": {} },
  "annotations": {
    "io.kubernetes.cri.container-type": "container",
    "io.kubernetes.cri.sandbox-id": "pod",
    "microsoft.com/hostprocess-container": "true",
    "microsoft.com/hostprocess-rootfs-location": "C:\\\\Windows\\\\hpc"
  }
}`,
    good: `{
  "ociVersion": "1.1.0",
  "windows": { "layerFolders": [], "hyperv": {} },
  "annotations": {
    "io.kubernetes.cri.container-type": "container",
    "io.kubernetes.cri.sandbox-id": "pod",
    "microsoft.com/hostprocess-container": "true",
    "microsoft.com/hostprocess-rootfs-location": "C:\\\\hpc"
  }
}`,
  },
  check(context, tell) {
    const { set } = context;
    const location = context.get(keys.hostProcessRootfsLocation);
    if (location === undefined || set.level !== "container" || set.isolation.value !== "hypervisor") return;
    if (set.platform.value !== "wcow" || context.get(keys.hostProcessContainer)?.value !== "true") return;
    const reason = unsafeReason(location.value);
    if (reason === undefined) return;
    tell(
      onValue(
        location,
        `hcsshim refuses the container with "unsafe path detected": ${reason}${assumption(set, "isolation")}. Write a folder such as C:\\hpc.`,
      ),
    );
  },
};

function unsafeReason(path: string): string | undefined {
  const windowsPath = path.replaceAll("/", "\\").toLowerCase();
  if (windowsPath.startsWith("\\\\")) return "a network path is not allowed";
  if (!/^[a-z]:\\/.test(windowsPath)) return "the path must be absolute, with a drive letter";
  const clean = cleanPath(windowsPath);
  const root = forbiddenRoots.find((forbidden) => clean === forbidden || clean.startsWith(`${forbidden}\\`));
  return root === undefined ? undefined : `nothing may be put at or below ${root}`;
}

/** Host process containers. */
export const hostProcessRules: readonly Rule[] = [conflictRule, inheritUserRule, rootfsRule];
