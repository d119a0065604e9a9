/** Blank lines and comments; `\r` stands before a `\n` only. */
const empty = /(?:[ \r]*(?:#[^\n]*)?\n)+/y;
const indentation = / */y;
const rest = /(?:[ \r]*| +#[^\n]*)(?:\n|$)/y;

/** Walks over the lines of a text that hold more than blanks and a comment. */
export class ContentLines {
  readonly text: string;
  /** Offset of what is to be read next. */
  at = 0;
  /** Column of `at`; -1 behind the last line. */
  column = -1;
  #lineStart = 0;

  constructor(text: string) {
    this.text = text;
    this.#begin(0);
  }

  areOver(): boolean {
    return this.column < 0;
  }

  /** Moves within the line. */
  moveTo(offset: number): void {
    this.at = offset;
    this.column = offset - this.#lineStart;
  }

  /** Moves to the next line, if nothing but blanks and a comment is left of this one behind `from`. */
  endLine(from: number): boolean {
    rest.lastIndex = from;
    if (!rest.test(this.text)) return false;
    this.#begin(rest.lastIndex);
    return true;
  }

  #begin(offset: number): void {
    empty.lastIndex = offset;
    this.#lineStart = empty.test(this.text) ? empty.lastIndex : offset;
    indentation.lastIndex = this.#lineStart;
    indentation.test(this.text);
    this.at = indentation.lastIndex;
    const isContent = this.at < this.text.length && this.text.charCodeAt(this.at) !== 0x23;
    this.column = isContent ? this.at - this.#lineStart : -1;
  }
}
