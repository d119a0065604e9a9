/** A map that keeps the entries that were used last. */
export class Recent<K, V> {
  readonly #entries = new Map<K, V>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    // A map iterates in the order of insertion: the first key is the one that was not used for longest.
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: K, value: V): void {
    this.makeRoom();
    this.#entries.set(key, value);
  }

  clear(): void {
    this.#entries.clear();
  }

  /** Where there is no room for another entry: drops the one that was not used for longest, and gives it back. */
  makeRoom(): V | undefined {
    if (this.#entries.size < this.#capacity) return undefined;
    const oldest = this.#entries.entries().next();
    if (oldest.done === true) return undefined;
    const [key, value] = oldest.value;
    this.#entries.delete(key);
    return value;
  }
}
