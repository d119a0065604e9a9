import { lookup } from "../../annotations/registry.ts";
import type { AnnotationSet } from "../../manifest/annotation-set.ts";
import type { Rule } from "../rule.ts";
import { remember } from "./remember.ts";

/** Finds the rules that may have something to say on a map: most rules are about a key or two, and most maps have few keys. */
export class RuleIndex {
  readonly #rules: readonly Rule[];
  /** A mark at the place in the list of each rule that looks at every map. */
  readonly #general: Uint8Array;
  /** Places of the rules that name a key. */
  readonly #naming = new Map<string, number[]>();
  /** Places of the rules about a key, worked out when it is first met. */
  readonly #placesOf: (key: string) => readonly number[];

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
    this.#general = Uint8Array.from(rules, ({ about }) => (about === undefined ? 1 : 0));
    const testing: { readonly isAbout: (key: string) => boolean; readonly place: number }[] = [];
    for (const [place, { about = [] }] of rules.entries()) {
      if (typeof about === "function") testing.push({ isAbout: about, place });
      else for (const key of about) this.#name(key, place);
    }
    this.#placesOf = remember((key) => {
      const declared = lookup(key)?.key ?? key;
      const named = [key, ...(declared === key ? [] : [declared])].flatMap((name) => this.#naming.get(name) ?? []);
      return [...named, ...testing.filter(({ isAbout }) => isAbout(key)).map(({ place }) => place)];
    });
  }

  /** The general rules, and those about a key of the map; in the order of the list. */
  rulesFor({ annotations }: AnnotationSet): readonly Rule[] {
    const wanted = this.#general.slice();
    for (const { key } of annotations) {
      const places = this.#placesOf(key);
      for (let index = 0; index < places.length; index++) {
        const place = places[index];
        if (place !== undefined) wanted[place] = 1;
      }
    }
    const found: Rule[] = [];
    for (let place = wanted.indexOf(1); place >= 0; place = wanted.indexOf(1, place + 1)) {
      const rule = this.#rules[place];
      if (rule !== undefined) found.push(rule);
    }
    return found;
  }

  #name(key: string, place: number): void {
    const places = this.#naming.get(key);
    if (places === undefined) this.#naming.set(key, [place]);
    else places.push(place);
  }
}
