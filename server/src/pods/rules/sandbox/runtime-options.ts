import type { Fix } from "../../finding.ts";
import { handlerOf } from "../../handlers/handler.ts";
import { runtimeOptionsOf } from "../../handlers/options-of.ts";
import type { Target } from "../../target.ts";
import { keys } from "../../uvm/annotation-keys.ts";
import { startTask } from "../../uvm/resolve.ts";
import type { Refusal, ResolvedSandbox } from "../../uvm/resolved.ts";
import { sandboxInput } from "../../uvm/set-input.ts";
import type { Rule, RuleContext } from "../rule.ts";
import { droppedKeys, withoutDropped } from "../support/dropped.ts";
import { add } from "../support/fixes.ts";
import { onMap, shown } from "../support/report.ts";
import { isSandboxVm } from "../support/scope.ts";
import { policyOf } from "../support/values.ts";
import { refusal } from "./support/refusals.ts";

const exampleTarget: Partial<Target> = {
  containerd: {
    fileName: "config.toml",
    defaultHandler: undefined,
    runtimeOptions: new Map([["runhcs-wcow-hypervisor", { vmMemorySizeInMb: 1024, sandboxIsolation: "HYPERVISOR" }]]),
  },
};

export const runtimeOptionsRule: Rule = {
  code: "runtime-options-refused",
  title: "Pod that hcsshim refuses with the options of its runtime handler",
  severity: "error",
  help: `The options of a runtime handler in containerd's \`config.toml\` are part of every pod that it starts. Where an annotation is
absent, hcsshim adds it from them: \`BootFilesRootPath\`, \`VmProcessorCount\`, \`VmMemorySizeInMb\`, \`NCProxyAddr\`, then each of
\`DefaultContainerAnnotations\`. So a handler can make a pod fail that is right by itself:

- \`VmMemorySizeInMb\` below 2048 and a confidential pod without a memory size of its own;
- \`DefaultContainerAnnotations\` that switch on debug mode for pods without a policy, or conflict with the pod's annotations;
- \`SandboxIsolation\` or \`SandboxPlatform\` that do not fit the pod.

An annotation of the pod counts more than the handler's. The configuration is one that lies in the workspace, or that the setting
\`confidentialPods.containerd.configFile\` or the option \`--containerd-config\` names. Its handler is that of the pod's
RuntimeClass (its object in the workspace, or the name itself), else the setting \`confidentialPods.target.runtimeHandler\`, else one
that fits; the message says what was assumed, and it is only a warning then.

In this example the handler \`runhcs-wcow-hypervisor\` has \`VmMemorySizeInMb = 1024\`.

Source: \`internal/oci/uvm.go:UpdateSpecFromOptions\`, \`cmd/containerd-shim-runhcs-v1/service_internal.go:createInternal\`.`,
  examples: {
    target: exampleTarget,
    bad: `kind: Pod
apiVersion: v1
metadata:
  name: small
  annotations:
    io.microsoft.virtualmachine.wcow.securitypolicy: "cGFja2FnZSBwb2xpY3kK"
spec:
  runtimeClassName: runhcs-wcow-hypervisor`,
    good: `kind: Pod
apiVersion: v1
metadata:
  name: large-enough
  annotations:
    io.microsoft.virtualmachine.wcow.securitypolicy: "cGFja2FnZSBwb2xpY3kK"
    io.microsoft.virtualmachine.computetopology.memory.sizeinmb: "2048"
spec:
  runtimeClassName: runhcs-wcow-hypervisor`,
  },
  check(context, tell) {
    const { set, target } = context;
    const isContainer = set.level === "container";
    if (set.level === "misplaced" || set.incomplete === true || (isContainer && set.carrier !== "oci")) return;
    const options = runtimeOptionsOf(set, target);
    if (options === undefined) return;
    const severity = handlerOf(set, target)?.isAssumed === true ? "warning" : "error";
    // Where the handler does not let a pod's own annotation pass, its options take that place.
    const arrived = withoutDropped(context, droppedKeys(set, target));
    const { refusals, added } = isSandboxVm(arrived) ? (arrived.resolved ?? nothing) : startOf(arrived);
    for (const one of refusals) {
      const source = sourceOf(added, one);
      if (one.keys.length > 0 && source === undefined) continue;
      const message = `hcsshim refuses this ${isContainer ? "container" : "pod"}: ${one.message.replaceAll("\n", "; ")}. ${source ?? `So it is with the ${options.origin ?? "runtime handler"}.`}`;
      tell(onMap(context.set, message, { severity, fixes: () => fixesOf(context, one) }));
    }
  },
};

type Start = Pick<ResolvedSandbox, "refusals" | "added">;

const nothing: Start = { refusals: [], added: new Map() };

/** A container and a process-isolated pod are no more than started. */
function startOf({ set, target }: RuleContext): Start {
  const { added, reading } = startTask(sandboxInput(set, target));
  return { added, refusals: reading.refusals };
}

/** Where the value comes from that the pod is refused for; undefined where the pod has it itself, and another rule tells. */
function sourceOf(added: Start["added"], { keys, message }: Refusal): string | undefined {
  const isConflict = message.includes(refusal.conflict);
  const blamed = isConflict ? keys.find((one) => added.has(one)) : keys[0];
  const one = blamed === undefined ? undefined : added.get(blamed);
  return one && `${shown(one.value)} for ${blamed} comes from ${one.source}.`;
}

function fixesOf(context: RuleContext, { message }: Refusal): readonly Fix[] {
  if (!message.includes(refusal.memoryFloor)) return [];
  return [add(context, keys.memorySizeInMB, "2048", policyOf(context), "preferred")];
}
