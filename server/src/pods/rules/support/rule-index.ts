import { lookup } from "../../annotations/registry.ts";
import type { AnnotationSet } from "../../manifest/annotation-set.ts";
import type { Rule } from "../rule.ts";
import { remember } from "./remember.ts";

/** Finds the rules that may have something to say on a map: most rules are about a key or two, and most maps have few keys. */
export class RuleIndex {
  readonly #rules: readonly Rule[];
  /** Places in the list of the rules that look at every map. */
  readonly #general: readonly number[];
  /** Places of the rules about a key, worked out when it is first met. */
  readonly #placesOf: (key: string) => readonly number[];

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
    this.#general = placesWhere(rules, ({ about }) => about === undefined);
    this.#placesOf = remember((key) => {
      const declared = lookup(key)?.key ?? key;
      return placesWhere(rules, ({ about = [] }) =>
        typeof about === "function" ? about(key) : about.includes(key) || about.includes(declared),
      );
    });
  }

  /** The general rules, and those about a key of the map; in the order of the list. */
  rulesFor({ annotations }: AnnotationSet): readonly Rule[] {
    const wanted = new Uint8Array(this.#rules.length);
    for (const place of this.#general) wanted[place] = 1;
    for (const { key } of annotations) for (const place of this.#placesOf(key)) wanted[place] = 1;
    const found: Rule[] = [];
    let place = 0;
    for (const rule of this.#rules) if (wanted[place++] === 1) found.push(rule);
    return found;
  }
}

const placesWhere = (rules: readonly Rule[], test: (rule: Rule) => boolean): readonly number[] =>
  rules.flatMap((rule, place) => (test(rule) ? [place] : []));
