import { folderOf } from "../file/folder-of.ts";
import type { RuntimeClass } from "./runtime-classes.ts";

/** Handlers by the name of their RuntimeClass. */
export type HandlersByClass = ReadonlyMap<string, string>;

/** Higher than that of any folder. */
const sameFile = Number.MAX_SAFE_INTEGER;

/** The RuntimeClasses that are known of files, by place: a URI, or a path with forward slashes. */
export class KnownClasses {
  readonly #byPlace = new Map<string, readonly RuntimeClass[]>();
  /** One object for equal answers, so that what was computed with one holds for the next. */
  readonly #interned = new Map<string, HandlersByClass>();

  /**
   * Takes over what a file has; an empty list where it has none (any more).
   * @returns whether anything has changed.
   */
  set(place: string, classes: readonly RuntimeClass[]): boolean {
    const before = this.#byPlace.get(place) ?? [];
    if (JSON.stringify(before) === JSON.stringify(classes)) return false;
    if (classes.length === 0) this.#byPlace.delete(place);
    else this.#byPlace.set(place, classes);
    return true;
  }

  places(): readonly string[] {
    return [...this.#byPlace.keys()];
  }

  has(place: string): boolean {
    return this.#byPlace.has(place);
  }

  /**
   * What holds for a file: its own class of a name, else that in the nearest folder above it, else any. Classes of one name
   * that are equally near and have different handlers contradict each other: none. Equal answers are one object (===).
   */
  for(place: string): HandlersByClass {
    const nearest = new Map<string, { readonly nearness: number; readonly handlers: Set<string> }>();
    for (const [at, classes] of this.#byPlace) {
      const folder = folderOf(at);
      const nearness = at === place ? sameFile : `${place}/`.startsWith(folder) ? folder.length : -1;
      for (const { name, handler } of classes) {
        const known = nearest.get(name);
        if (known === undefined || known.nearness < nearness) {
          nearest.set(name, { nearness, handlers: new Set([handler]) });
        } else if (known.nearness === nearness) known.handlers.add(handler);
      }
    }
    const pairs = [...nearest].flatMap(([name, { handlers }]) => {
      const [handler, other] = handlers;
      return handler === undefined || other !== undefined ? [] : [[name, handler] as const];
    });
    return this.#intern(pairs);
  }

  #intern(pairs: readonly (readonly [string, string])[]): HandlersByClass {
    const key = JSON.stringify(pairs.toSorted(([a], [b]) => (a < b ? -1 : 1)));
    let known = this.#interned.get(key);
    if (known === undefined) {
      known = new Map(pairs);
      this.#interned.set(key, known);
    }
    return known;
  }
}
