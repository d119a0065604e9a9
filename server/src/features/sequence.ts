/** Work that is done one piece after the other, in the order in which it is asked for. */
export class Sequence {
  #last: Promise<void> = Promise.resolve();

  /** Ends when everything is done, well or not, that was asked for until now. */
  get settled(): Promise<void> {
    return this.#last;
  }

  /** Begins when everything before has ended. @returns what ends with it; rejects where it fails, which stops nothing behind it */
  add(work: () => Promise<void>): Promise<void> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
