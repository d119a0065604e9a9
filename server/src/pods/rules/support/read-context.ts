import { lookup } from "../../annotations/registry.ts";
import type { Annotation, AnnotationSet } from "../../manifest/annotation-set.ts";
import type { Target } from "../../target.ts";
import type { ResolvedSandbox } from "../../uvm/resolved.ts";
import type { KnownAnnotation, RuleContext } from "../rule.ts";

/** Whether the value is a text; what a null or a nested map was meant to say nobody knows. */
export const isText = ({ valueType }: Annotation): boolean => valueType !== "null" && valueType !== "collection";

/** A context without what the target's hcsshim does not read (`RuleContext.asRead`). */
export class ReadContext implements RuleContext {
  readonly set: AnnotationSet;
  readonly target: Target;
  readonly text: string;
  readonly known: readonly KnownAnnotation[];
  readonly repeatsKeys: boolean;
  readonly #whole: RuleContext;

  constructor(whole: RuleContext) {
    this.set = whole.set;
    this.target = whole.target;
    this.text = whole.text;
    this.known = whole.known;
    this.repeatsKeys = whole.repeatsKeys;
    this.#whole = whole;
  }

  get(key: string): Annotation | undefined {
    const annotation = this.#isRead(key) ? this.#whole.get(key) : undefined;
    return annotation !== undefined && isText(annotation) ? annotation : undefined;
  }

  has(key: string): boolean {
    return this.#isRead(key) && this.#whole.has(key);
  }

  mayHave(key: string): boolean {
    return this.#isRead(key) && this.#whole.mayHave(key);
  }

  get resolved(): ResolvedSandbox | undefined {
    return this.#whole.resolved;
  }

  get asRead(): RuleContext {
    return this;
  }

  #isRead(key: string): boolean {
    return lookup(key)?.readBy[this.target.hcsshim] ?? true;
  }
}
