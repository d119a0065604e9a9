/** Where a token stands in its line. */
export interface LinePlace {
  /** Blanks before the first token of the line. */
  readonly indent: number;
  /** Whether it is that first token. */
  readonly isFirst: boolean;
}

/** The lines of a text for offsets that only rise: linear, however long a line is. */
export class RisingLines {
  readonly #text: string;
  #start = 0;
  #indent: number;
  #next: number;

  constructor(text: string) {
    this.#text = text;
    this.#indent = this.#blanks();
    this.#next = text.indexOf("\n");
  }

  /** @param offset of a token; not below one that was asked for. */
  at(offset: number): LinePlace {
    while (this.#next >= 0 && this.#next < offset) {
      this.#start = this.#next + 1;
      this.#indent = this.#blanks();
      this.#next = this.#text.indexOf("\n", this.#start);
    }
    return { indent: this.#indent, isFirst: offset === this.#start + this.#indent };
  }

  #blanks(): number {
    let at = this.#start;
    while (this.#text[at] === " " || this.#text[at] === "\t") at++;
    return at - this.#start;
  }
}
