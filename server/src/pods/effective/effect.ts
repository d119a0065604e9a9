import type { AnnotationFact } from "../annotations/annotation-fact.ts";
import { lookup, removedKeys } from "../annotations/registry.ts";
import type { Annotation } from "../manifest/annotation-set.ts";
import type { RuleContext } from "../rules/rule.ts";
import { isForPlatform, isReadOn, isUvmOnly, podKind } from "../rules/support/facts.ts";
import { platformName } from "../rules/support/scope.ts";
import type { Refusal } from "../uvm/resolved.ts";
import { mainOption } from "./main-option.ts";

/** What hcsshim makes of one annotation where it stands; every `because` is a clause that begins with a small letter. */
export type Effect =
  /** It counts, with this value: the written one, or that in hcsshim's own spelling. */
  | { readonly kind: "applied"; readonly value: string }
  /** Another value counts instead. */
  | { readonly kind: "replaced"; readonly value: string; readonly because: string }
  /** Nothing reads it here. */
  | { readonly kind: "ignored"; readonly because: string }
  /** The pod does not come up with it. */
  | { readonly kind: "refused"; readonly because: string }
  /** Not known: a key of others, a value that is a template expression or still being typed, a container's annotation. */
  | { readonly kind: "open" };

/** Judges an annotation by the resolved sandbox. What happens on the road to the shim is not its matter (`roadOf`). */
export function effectOf(view: RuleContext, annotation: Annotation): Effect {
  const fact = lookup(annotation.key);
  const ignored = whyIgnored(view, annotation, fact);
  if (ignored !== undefined) return { kind: "ignored", because: ignored };
  if (fact === undefined || view.get(annotation.key) === undefined) return { kind: "open" };
  return view.resolved === undefined ? { kind: "open" } : sandboxEffect(view, annotation, fact);
}

function sandboxEffect(view: RuleContext, { key, value }: Annotation, fact: AnnotationFact): Effect {
  const { resolved } = view;
  if (resolved === undefined) return { kind: "open" };
  const warning = resolved.warnings.find((one) => one.key === key);
  // A conflict is logged at the annotation that stands for others, and blamed on one of these.
  const isBlamed = ({ keys }: Refusal): boolean =>
    warning?.kind === "conflict" ? keys.includes(key) : keys[0] === key;
  const refusal = resolved.refusals.find(isBlamed);
  if (refusal !== undefined) return { kind: "refused", because: refusal.message };
  const override = resolved.overrides.find((one) => one.key === key);
  if (override !== undefined) return { kind: "replaced", value: override.effective, because: override.because };
  const option = mainOption(fact, resolved);
  if (warning !== undefined) {
    return { kind: "replaced", value: option ?? fact.defaults[podKind(view)] ?? "nothing", because: warning.message };
  }
  if (isForConfidentialOnly(view, fact)) return { kind: "ignored", because: "the pod has no security policy" };
  return { kind: "applied", value: option ?? value };
}

/** Why nothing reads the key here; undefined where something does, or may. */
function whyIgnored(view: RuleContext, annotation: Annotation, fact: AnnotationFact | undefined): string | undefined {
  const { set, target } = view;
  const { key } = annotation;
  if (fact === undefined) {
    const removed = removedKeys.get(key);
    return removed === undefined || removed.readBy[target.hcsshim] ? undefined : removed.note;
  }
  if (set.level === "misplaced") return `annotations of a ${set.kind} never reach its pods`;
  if (fact.neverRead) return "no code of hcsshim reads this key";
  if (!fact.readBy[target.hcsshim]) return `hcsshim ${target.hcsshim} does not know this key`;
  if (!isForPlatform(fact, set.platform.value, target.hcsshim))
    return `hcsshim does not read this key for ${platformName(set)}`;
  if (set.level === "container" && fact.level === "sandbox") return "only a pod sandbox may have this key";
  if (set.isolation.value === "process" && isReadOn(fact, view) && isUvmOnly(fact)) {
    return "a process-isolated pod has no utility VM";
  }
  const last = set.annotations.findLast((other) => other.key === key);
  return last === annotation ? undefined : "the same key stands again further down, and the last one counts";
}

/** Whether the key acts on confidential VMs alone, and this is none. */
function isForConfidentialOnly(view: RuleContext, { platforms, level }: AnnotationFact): boolean {
  const kind = podKind(view);
  if (level === "container" || platforms.includes("process") || platforms.includes("hostprocess")) return false;
  return (kind === "wcow" || kind === "lcow") && !platforms.includes(kind) && platforms.includes(`c${kind}`);
}
