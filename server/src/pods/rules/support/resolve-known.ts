import { lookup } from "../../annotations/registry.ts";
import type { Annotation, AnnotationSet } from "../../manifest/annotation-set.ts";
import type { Target } from "../../target.ts";
import { keys } from "../../uvm/annotation-keys.ts";
import { resolveSandbox } from "../../uvm/resolve.ts";
import type { ResolvedSandbox } from "../../uvm/resolved.ts";
import { sandboxInput } from "../../uvm/set-input.ts";

/** Whether the value is one that rules may judge: neither a template expression nor still being typed. */
export const isKnown = (annotation: Annotation): boolean => annotation.valueKnown && annotation.valueType !== "missing";

/**
 * Resolves a sandbox; a value that is not known is taken to be a good one, and what hangs on it is left out.
 * @param last the annotation that counts, by key.
 */
export function resolveKnown(
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
    options: sandbox.options,
    refusals: sandbox.refusals.filter(({ keys }) => !keys.some((key) => unknown.has(key))),
    warnings: sandbox.warnings.filter(({ key }) => !unknown.has(key)),
    overrides: sandbox.overrides.filter(({ key }) => !unknown.has(key)),
  };
}
