import type { Severity } from "../../finding.ts";
import { defaultTarget } from "../../target.ts";
import type { Report, Rule, RuleContext } from "../rule.ts";
import { isReadOn, isUvmOnly, type KnownAnnotation, knownAnnotations } from "../support/facts.ts";
import { type Handler, handlerOf, isWrittenByContainerd, passes } from "../support/handler.ts";
import { onKey } from "../support/report.ts";
import { keyFault } from "./key-invalid.ts";

/** containerd's built-in `container_annotations` of both Windows handlers. */
const defaultContainerPatterns = ["io.microsoft.container.*"];

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
\`DefaultContainerAnnotations\` of the handler's options. If your nodes are configured already, put their lists into the setting
\`confidentialPods.containerd.podAnnotations\`.

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
  *check(context) {
    if (context.set.carrier === "oci" || context.set.level === "misplaced") return;
    if (context.set.level === "container") yield* containerReports(context);
    else yield* sandboxReports(context);
  },
};

function* sandboxReports(context: RuleContext): Iterable<Report> {
  const handler = handlerOf(context.set);
  const patterns = handler && context.target.podAnnotations.get(handler.name);
  if (handler === undefined || patterns === undefined) return;
  for (const one of knownAnnotations(context)) {
    const { annotation } = one;
    if (passes(annotation.key, patterns) || !wouldBeRead(context, one)) continue;
    // Only this key's pattern: what else the map needs must not rewrite this message while it is being typed.
    const wanted = [...patterns, patternFor(annotation.key)].sort();
    const line = `pod_annotations = [${wanted.map((pattern) => `"${pattern}"`).join(", ")}]`;
    const severity = severityOf(context, one, handler, patterns);
    yield onKey(annotation, message(handler, patterns, line), { severity });
  }
}

/** How sure we are: what lists a host has is known only where they are configured or the handler is named. */
function severityOf(
  context: RuleContext,
  { fact }: KnownAnnotation,
  handler: Handler,
  patterns: readonly string[],
): Severity {
  const isBuiltIn = defaultTarget.podAnnotations.get(handler.name)?.join() === patterns.join();
  if (context.set.carrier === "cri") return isBuiltIn ? "information" : "warning";
  // Without a runtime class a key that needs no utility VM goes to the node's default runtime, whose lists are often extended.
  return handler.isAssumed && !isUvmOnly(fact) ? "hint" : "warning";
}

function message(handler: Handler, patterns: readonly string[], line: string): string {
  const passed = patterns.length === 0 ? "no pod annotation" : `only ${patterns.join(", ")}`;
  const assumed = handler.isAssumed ? " (assumed: the document names none)" : "";
  return `containerd drops this key before hcsshim sees it: runtime handler ${handler.name}${assumed} passes on ${passed}. Set ${line} for it in containerd's config.toml.`;
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

function* containerReports(context: RuleContext): Iterable<Report> {
  for (const one of knownAnnotations(context)) {
    const { annotation, fact } = one;
    if (fact.level === "sandbox" || passes(annotation.key, defaultContainerPatterns) || !wouldBeRead(context, one))
      continue;
    const message = `containerd's built-in container_annotations pass on only io.microsoft.container.*, so hcsshim does not get this key unless the handler's list has "${patternFor(annotation.key)}".`;
    yield onKey(annotation, message, { severity: "information" });
  }
}
