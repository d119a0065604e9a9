import type { Severity } from "../../finding.ts";
import { whyHandler } from "../../handlers/handler.ts";
import { describePassing, type PassingList, passingList } from "../../handlers/passing.ts";
import { defaultTarget } from "../../target.ts";
import type { KnownAnnotation, Rule, RuleContext } from "../rule.ts";
import { isReadOn, isUvmOnly } from "../support/facts.ts";
import { isWrittenByContainerd, passes } from "../support/handler.ts";
import { remember } from "../support/remember.ts";
import { onKey } from "../support/report.ts";
import { keyFault } from "./key-invalid.ts";

export const passedOnRule: Rule = {
  code: "annotation-dropped-by-containerd",
  title: "Annotation that containerd does not hand on",
  severity: "warning",
  help: `containerd hands a pod's annotation to the shim only if the runtime handler's \`pod_annotations\` have a pattern that
matches the whole key (Go's \`path.Match\`; \`*\` does not cross a \`/\`). Everything else is dropped without an error or a log line.
The built-in Windows handlers have

| handler | pod_annotations | container_annotations |
|---|---|---|
| runhcs-wcow-process | none | \`io.microsoft.container.*\` |
| runhcs-wcow-hypervisor | \`io.microsoft.virtualmachine.*\` | \`io.microsoft.container.*\` |

so the debug pair \`io.microsoft.wcow.debug\` and \`io.microsoft.wcow.debug_data_path\` never arrives. Extend the list (it replaces the
built-in one) in containerd's \`config.toml\`:

\`\`\`toml
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runhcs-wcow-hypervisor]
  pod_annotations = ["io.microsoft.virtualmachine.*", "io.microsoft.wcow.*"]
\`\`\`

(containerd 1: \`[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runhcs-wcow-hypervisor]\`), or set the keys as
\`DefaultContainerAnnotations\` of the handler's options. If your nodes are configured already, open their \`config.toml\` in the
workspace or name it by the setting \`confidentialPods.containerd.configFile\` (on the command line \`--containerd-config\`): its handlers
then decide, and a quick fix adds the pattern to it. \`confidentialPods.containerd.podAnnotations\` takes the lists alone.

A container configuration (\`crictl create\`) is filtered by \`container_annotations\` in the same way.

A key that needs no utility VM, on a pod without a runtime class, is only a hint: it goes to the node's default runtime, and managed
clusters extend its list (AKS passes on the three process dump keys).

For a pod started with \`crictl\` the same filter holds; there it is only an information as long as no list is configured, since such
hosts mostly have one of their own. Handlers that are neither built in nor configured are not judged.

Source: containerd, \`internal/cri/util/util.go:GetPassthroughAnnotations\` and \`internal/cri/config/config_windows.go\`.`,
  examples: {
    bad: `kind: Pod
apiVersion: v1
metadata:
  name: debug
  annotations:
    io.microsoft.virtualmachine.wcow.securitypolicy: "cGFja2FnZSBwb2xpY3kK"
    io.microsoft.wcow.debug: "true"
    io.microsoft.wcow.debug_data_path: 'C:\\debug'
spec:
  runtimeClassName: runhcs-wcow-hypervisor`,
    good: `kind: Pod
apiVersion: v1
metadata:
  name: no-debug
  annotations:
    io.microsoft.virtualmachine.wcow.securitypolicy: "cGFja2FnZSBwb2xpY3kK"
spec:
  runtimeClassName: runhcs-wcow-hypervisor`,
  },
  check(context, tell) {
    if (context.set.carrier === "oci" || context.set.level === "misplaced") return;
    const list = passingList(context.set, context.target);
    if (list === undefined) return;
    for (const one of context.known) {
      const { annotation, fact } = one;
      if (passes(annotation.key, list.patterns) || !wouldBeRead(context, one)) continue;
      if (context.set.level === "container" && fact.level === "sandbox") continue;
      tell(onKey(annotation, message(list, annotation.key), { severity: severityOf(context, one, list) }));
    }
  },
};

/** How sure we are: what lists a host has is known only where they are configured or the handler is named. */
function severityOf(
  { set }: RuleContext,
  { fact }: KnownAnnotation,
  { handler, name, patterns, fileName }: PassingList,
): Severity {
  if (fileName === undefined && set.carrier === "cri") {
    const builtIn = name === "pod_annotations" ? defaultTarget.podAnnotations : defaultTarget.containerAnnotations;
    // crictl's hosts mostly have lists of their own.
    if (builtIn.get(handler.name)?.join() === patterns.join()) return "information";
  }
  // Without a runtime class a key that needs no utility VM goes to the node's default runtime, whose lists are often extended.
  return handler.isAssumed && !isUvmOnly(fact) ? "hint" : "warning";
}

function message(list: PassingList, key: string): string {
  const { handler, name, patterns, fileName } = list;
  // Only this key's pattern: what else the map needs must not rewrite this message while it is being typed.
  const line = `${name} = ${extendedList(patterns, patternFor(key))}`;
  const place =
    fileName === undefined
      ? "in containerd's config.toml (no readable one is known: the setting confidentialPods.containerd.configFile names it)"
      : `in ${fileName}`;
  return `containerd drops this key before hcsshim sees it: runtime handler ${handler.name}${whyHandler(handler)} passes on ${describePassing(list)}. Set ${line} for it ${place}.`;
}

const extended = new WeakMap<readonly string[], (pattern: string) => string>();

/** The patterns with one more, as TOML; made once for the many findings of a workspace. */
function extendedList(patterns: readonly string[], pattern: string): string {
  let listWith = extended.get(patterns);
  if (listWith === undefined) {
    listWith = remember(
      (more) =>
        `[${[...patterns, more]
          .sort()
          .map((each) => `"${each}"`)
          .join(", ")}]`,
    );
    extended.set(patterns, listWith);
  }
  return listWith(pattern);
}

/** Whether hcsshim would use the annotation if it arrived, and no other finding says already why it does not. */
function wouldBeRead(context: RuleContext, { annotation: { key }, fact }: KnownAnnotation): boolean {
  if (isWrittenByContainerd(key) || !isReadOn(fact, context)) return false;
  if (context.set.carrier === "kubernetes" && keyFault(key) !== undefined) return false;
  // A container's key on a CRI sandbox is `container-key-on-sandbox`.
  if (context.set.carrier === "cri" && context.set.level === "sandbox" && fact.level === "container") return false;
  return context.set.isolation.value === "hypervisor" || !isUvmOnly(fact);
}

/** The pattern that lets a key and its relatives pass: `io.microsoft.wcow.*`, `microsoft.com/*`, or the key alone. */
export function patternFor(key: string): string {
  if (key.startsWith("microsoft.com/")) return "microsoft.com/*";
  const family = /^io\.microsoft\.[^.]+\./.exec(key);
  return family === null ? key : `${family[0]}*`;
}
