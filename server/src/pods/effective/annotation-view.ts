import { assumeTarget } from "../handlers/assume.ts";
import type { AnnotationSet } from "../manifest/annotation-set.ts";
import type { ManifestDocument } from "../pod-file.ts";
import type { RuleContext } from "../rules/rule.ts";
import { createContext } from "../rules/support/context.ts";
import type { Target } from "../target.ts";

const views = new WeakMap<AnnotationSet, { readonly target: Target; readonly view: RuleContext }>();

/**
 * An annotations map as the rules see it: what the document leaves open is taken from the target, and the sandbox is resolved
 * when somebody asks. The same object (===) for the same set and target.
 */
export function viewOf(document: ManifestDocument, set: AnnotationSet, target: Target): RuleContext {
  const known = views.get(set);
  if (known?.target === target) return known.view;
  const view = createContext(assumeTarget(set, target), target, document.text);
  views.set(set, { target, view });
  return view;
}
