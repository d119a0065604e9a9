import { lookup } from "../../annotations/registry.ts";
import type { AnnotationSet } from "../../manifest/annotation-set.ts";
import type { Rule } from "../rule.ts";

/** Finds the rules that may have something to say on a map: most rules are about a key or two, and most maps have few keys. */
export class RuleIndex {
  readonly #rules: readonly Rule[];
  /** By a rule's place in the list: 1 where it looks at every map. */
  readonly #general: Uint8Array;
  readonly #byKey = new Map<string, number[]>();

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
    this.#general = Uint8Array.from(rules, ({ about }) => (about === undefined ? 1 : 0));
    for (const [place, { about = [] }] of rules.entries()) {
      for (const key of about) this.#places(key).push(place);
    }
  }

  /** The general rules, and those about a key of the map; in the order of the list. */
  rulesFor({ annotations }: AnnotationSet): readonly Rule[] {
    const wanted = this.#general.slice();
    for (const { key } of annotations) {
      const places = this.#byKey.get(key) ?? this.#byKey.get(lookup(key)?.key ?? key);
      if (places !== undefined) for (const place of places) wanted[place] = 1;
    }
    return this.#rules.filter((_, place) => wanted[place] === 1);
  }

  #places(key: string): number[] {
    const known = this.#byKey.get(key) ?? [];
    this.#byKey.set(key, known);
    return known;
  }
}
