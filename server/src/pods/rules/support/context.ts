import { lookup } from "../../annotations/registry.ts";
import { runtimeOptionsOf } from "../../handlers/options-of.ts";
import type { Annotation, AnnotationSet } from "../../manifest/annotation-set.ts";
import type { Target } from "../../target.ts";
import { keys } from "../../uvm/annotation-keys.ts";
import { resolveSandbox } from "../../uvm/resolve.ts";
import type { ResolvedSandbox } from "../../uvm/resolved.ts";
import { addedByOptions } from "../../uvm/runtime-options.ts";
import { sandboxInput } from "../../uvm/set-input.ts";
import type { RuleContext } from "../rule.ts";

/** Whether the value is one that rules may judge: neither a template expression nor still being typed. */
const isKnown = (annotation: Annotation): boolean => annotation.valueKnown && annotation.valueType !== "missing";

/** What rules see of one annotations map; the sandbox is resolved when the first rule asks for it. */
export function createContext(set: AnnotationSet, target: Target, text: string): RuleContext {
  const last = new Map<string, Annotation>();
  for (const annotation of set.annotations) last.set(annotation.key, annotation);
  let resolved: ResolvedSandbox | undefined;
  let isResolved = false;
  let added: ReadonlyMap<string, unknown> | undefined;
  const isAdded = (key: string): boolean => {
    if (target.containerd === undefined) return false;
    added ??= addedByOptions(new Map(), runtimeOptionsOf(set, target) ?? {});
    return added.has(key);
  };
  return {
    set,
    target,
    text,
    get(key) {
      const annotation = last.get(key);
      return annotation !== undefined && isKnown(annotation) ? annotation : undefined;
    },
    has: (key) => last.has(key),
    mayHave: (key) => last.has(key) || set.incomplete === true || isAdded(key),
    get resolved() {
      if (!isResolved) resolved = resolveKnown(set, target, last);
      isResolved = true;
      return resolved;
    },
  };
}

/** Resolves a sandbox; a value that is not known is taken to be a good one, and what hangs on it is left out. */
function resolveKnown(
  set: AnnotationSet,
  target: Target,
  last: ReadonlyMap<string, Annotation>,
): ResolvedSandbox | undefined {
  // What an incomplete map does not show could mend or break anything that is resolved from it.
  if (set.level !== "sandbox" || set.isolation.value !== "hypervisor" || set.incomplete === true) return undefined;
  const annotations = new Map<string, string>();
  const unknown = new Set<string>();
  for (const annotation of last.values()) {
    if (isKnown(annotation)) {
      annotations.set(annotation.key, annotation.value);
    } else {
      // Of a policy only its presence matters here, and the example stands for that.
      if (annotation.key !== keys.wcowSecurityPolicy && annotation.key !== keys.lcowSecurityPolicy)
        unknown.add(annotation.key);
      const example = lookup(annotation.key)?.example;
      if (example !== undefined) annotations.set(annotation.key, example);
    }
  }
  const sandbox = resolveSandbox(sandboxInput(set, target, annotations));
  return unknown.size === 0 ? sandbox : withoutUnknown(sandbox, unknown);
}

function withoutUnknown(sandbox: ResolvedSandbox, unknown: ReadonlySet<string>): ResolvedSandbox {
  return {
    ...sandbox,
    refusals: sandbox.refusals.filter(({ keys }) => !keys.some((key) => unknown.has(key))),
    warnings: sandbox.warnings.filter(({ key }) => !unknown.has(key)),
    overrides: sandbox.overrides.filter(({ key }) => !unknown.has(key)),
  };
}
