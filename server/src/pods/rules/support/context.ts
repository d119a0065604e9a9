import { lookup } from "../../annotations/registry.ts";
import { runtimeOptionsOf } from "../../handlers/options-of.ts";
import type { Annotation, AnnotationSet } from "../../manifest/annotation-set.ts";
import type { Target } from "../../target.ts";
import type { ResolvedSandbox } from "../../uvm/resolved.ts";
import { addedByOptions } from "../../uvm/runtime-options.ts";
import type { KnownAnnotation, RuleContext } from "../rule.ts";
import { isText, ReadContext } from "./read-context.ts";
import { isKnown, resolveKnown } from "./resolve-known.ts";

/** What rules see of one annotations map; the sandbox is resolved when the first rule asks for it. */
export function createContext(set: AnnotationSet, target: Target, text: string): RuleContext {
  return new MapContext(set, target, text);
}

class MapContext implements RuleContext {
  readonly set: AnnotationSet;
  readonly target: Target;
  readonly text: string;
  readonly known: readonly KnownAnnotation[];
  readonly repeatsKeys: boolean;
  readonly #last = new Map<string, Annotation>();
  #added: ReadonlyMap<string, unknown> | undefined;
  #resolved: { readonly sandbox: ResolvedSandbox | undefined } | undefined;
  #asRead: RuleContext | undefined;

  constructor(set: AnnotationSet, target: Target, text: string) {
    this.set = set;
    this.target = target;
    this.text = text;
    const known: KnownAnnotation[] = [];
    for (const annotation of set.annotations) {
      this.#last.set(annotation.key, annotation);
      const fact = lookup(annotation.key);
      if (fact !== undefined) known.push({ annotation, fact });
    }
    this.known = known;
    this.repeatsKeys = this.#last.size < set.annotations.length;
  }

  get(key: string): Annotation | undefined {
    const annotation = this.#last.get(key);
    return annotation !== undefined && isKnown(annotation) ? annotation : undefined;
  }

  has(key: string): boolean {
    return this.#last.has(key);
  }

  mayHave(key: string): boolean {
    return this.#last.has(key) || this.set.incomplete === true || this.#isAdded(key);
  }

  get resolved(): ResolvedSandbox | undefined {
    this.#resolved ??= { sandbox: resolveKnown(this.set, this.target, this.#last) };
    return this.#resolved.sandbox;
  }

  get asRead(): RuleContext {
    this.#asRead ??= this.#isAllRead() ? this : new ReadContext(this);
    return this.#asRead;
  }

  #isAllRead(): boolean {
    const { hcsshim } = this.target;
    return this.set.annotations.every(isText) && this.known.every(({ fact }) => fact.readBy[hcsshim]);
  }

  #isAdded(key: string): boolean {
    if (this.target.containerd === undefined) return false;
    this.#added ??= addedByOptions(new Map(), runtimeOptionsOf(this.set, this.target) ?? {});
    return this.#added.has(key);
  }
}
