import { isStructured } from "../../pods/annotations/annotation-fact.ts";
import { lookup } from "../../pods/annotations/registry.ts";
import { effectOf } from "../../pods/effective/effect.ts";
import type { Annotation } from "../../pods/manifest/annotation-set.ts";
import type { RuleContext } from "../../pods/rules/rule.ts";
import { keys } from "../../pods/uvm/annotation-keys.ts";
import type { ResolvedSandbox } from "../../pods/uvm/resolved.ts";

/** What is shown behind a value: a short text, and why it is so. */
export interface ValueHint {
  readonly annotation: Annotation;
  readonly text: string;
  readonly because: string;
}

/** Hints for the values of a map that hcsshim replaces, spells otherwise, or derives others from. */
export function hintsOf(view: RuleContext): readonly ValueHint[] {
  const { resolved } = view;
  if (resolved === undefined) return [];
  return view.set.annotations.flatMap((annotation) => {
    const own = effectiveHint(view, annotation);
    const derived = derivedHint(view, resolved, annotation);
    return [...(own === undefined ? [] : [own]), ...(derived === undefined ? [] : [derived])];
  });
}

function effectiveHint(view: RuleContext, annotation: Annotation): ValueHint | undefined {
  const fact = lookup(annotation.key);
  if (fact === undefined || isStructured(fact.valueType)) return undefined;
  const effect = effectOf(view, annotation);
  if (effect.kind === "replaced") return hint(annotation, effect.value, effect.because);
  if (effect.kind !== "applied" || effect.value === annotation.value) return undefined;
  return hint(annotation, effect.value, `hcsshim reads ${annotation.value} as ${effect.value}`);
}

const hint = (annotation: Annotation, value: string, because: string): ValueHint => ({
  annotation,
  text: value === "" ? "empty" : value,
  because,
});

/** The boot files that follow from a folder or an isolation type, unless annotations name them. */
function derivedHint(view: RuleContext, resolved: ResolvedSandbox, annotation: Annotation): ValueHint | undefined {
  const { uvm, bootFiles } = resolved;
  if (uvm?.platform !== "wcow" || bootFiles === undefined || view.get(annotation.key) !== annotation) return undefined;
  // A refused isolation type has no guest state file.
  if (resolved.refusals.some(({ keys: [blamed] }) => blamed === keys.wcowIsolationType)) return undefined;
  const { GuestStateFilePath } = uvm.options.confidential;
  const ownsGuestState = view.has(keys.wcowGuestStateFile);
  if (annotation.key === keys.wcowIsolationType && !ownsGuestState) {
    return hint(annotation, fileName(GuestStateFilePath), `Guest state file: ${GuestStateFilePath}`);
  }
  if (annotation.key !== keys.bootFilesRootPath) return undefined;
  const files = [bootFiles.efi, bootFiles.bootCim, ...(ownsGuestState ? [] : [GuestStateFilePath])];
  return hint(annotation, files.map(fileName).join(", "), `Boot files:\n${files.join("\n")}`);
}

const fileName = (path: string): string => path.slice(Math.max(path.lastIndexOf("\\"), path.lastIndexOf("/")) + 1);
