/** Blank lines and comments, then the indentation of what follows; `\r` stands before a `\n` only. */
const beginning = /(?:[ \r]*(?:#[^\n]*)?\n)* */y;
/** The end of a line that holds no more than a comment, and the same behind it. */
const ending = /(?:[ \r]*| +#[^\n]*)(?:\n(?:[ \r]*(?:#[^\n]*)?\n)* *|$)/y;

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
    beginning.lastIndex = 0;
    beginning.test(text);
    this.#arriveAt(beginning.lastIndex);
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
    ending.lastIndex = from;
    if (!ending.test(this.text)) return false;
    this.#arriveAt(ending.lastIndex);
    return true;
  }

  /** Takes what stands behind an indentation for what is to be read next. */
  #arriveAt(offset: number): void {
    this.at = offset;
    this.#lineStart = this.text.lastIndexOf("\n", offset - 1) + 1;
    const isContent = offset < this.text.length && this.text.charCodeAt(offset) !== 0x23;
    this.column = isContent ? offset - this.#lineStart : -1;
  }
}
