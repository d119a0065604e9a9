const pageBits = 12;
const pageLength = 2 ** pageBits;
const textPage = 64 * 1024;
/** The two bytes in front of a text: its length in bytes, and whether each character has two. */
const textHead = 2;
const wideFlag = 0x8000;
/** Longest text that a page takes, in UTF-16 units. */
const longest = 16_383;

/** What the numbers of a column are kept as: it bounds them, and says how much memory they take. */
type Numbers = Uint8Array | Uint16Array | Int32Array | Float64Array;

/**
 * Numbers of very many rows, outside of V8's heap: there each live megabyte costs another one before it is collected.
 * In pages, since one array that grows would be in memory twice.
 */
export class NumberColumn {
  readonly #newPage: (length: number) => Numbers;
  readonly #pages: Numbers[] = [];
  #length = 0;

  constructor(numbers: new (length: number) => Numbers) {
    this.#newPage = (length) => new numbers(length);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    let page = this.#pages[this.#length >>> pageBits];
    if (page === undefined) {
      page = this.#newPage(pageLength);
      this.#pages.push(page);
    }
    page[this.#length++ & (pageLength - 1)] = value;
  }

  /** Gives a row that is there another number. */
  put(row: number, value: number): void {
    const page = this.#pages[row >>> pageBits];
    if (page !== undefined) page[row & (pageLength - 1)] = value;
  }

  /** The number of a row; 0 where there is no such row. */
  at(row: number): number {
    return this.#pages[row >>> pageBits]?.[row & (pageLength - 1)] ?? 0;
  }
}

/** Short texts of very many rows, such as names of files; the same as {@link NumberColumn} for text. */
export class TextColumn {
  readonly #pages: Buffer[] = [];
  /** Page and offset of each text, as one number. */
  readonly #places = new NumberColumn(Int32Array);
  /** Texts that have no room in a page, by row. */
  readonly #long = new Map<number, string>();
  #used = textPage;

  get length(): number {
    return this.#places.length;
  }

  /** Whether a row has this text, without making a copy of the row's. */
  holds(row: number, text: string): boolean {
    const place = this.#places.at(row);
    const page = this.#pages[Math.floor(place / textPage)];
    if (row >= this.length || page === undefined || this.#long.has(row)) return this.at(row) === text;
    const start = place % textPage;
    const head = page.readUInt16LE(start);
    if (head !== text.length) return (head & wideFlag) !== 0 && this.at(row) === text;
    for (let index = 0; index < text.length; index++) {
      if (page[start + textHead + index] !== text.charCodeAt(index)) return false;
    }
    return true;
  }

  push(text: string): void {
    if (text.length > longest) {
      this.#long.set(this.length, text);
      this.#places.push(0);
      return;
    }
    // Room as if each character had two bytes: whether one does is known when they are written.
    if (this.#used + textHead + text.length * 2 > textPage) {
      this.#pages.push(Buffer.allocUnsafeSlow(textPage));
      this.#used = 0;
    }
    const page = this.#pages.at(-1);
    if (page === undefined) return;
    const start = this.#used + textHead;
    let bits = 0;
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      page[start + index] = unit;
      bits |= unit;
    }
    const isWide = bits > 0xff;
    const length = isWide ? page.write(text, start, "utf16le") : text.length;
    page.writeUInt16LE(length | (isWide ? wideFlag : 0), this.#used);
    this.#places.push((this.#pages.length - 1) * textPage + this.#used);
    this.#used = start + length;
  }

  /** The text of a row; empty where there is no such row. */
  at(row: number): string {
    if (row >= this.length) return "";
    const long = this.#long.get(row);
    if (long !== undefined) return long;
    const place = this.#places.at(row);
    const page = this.#pages[Math.floor(place / textPage)];
    if (page === undefined) return "";
    const start = place % textPage;
    const head = page.readUInt16LE(start);
    const encoding = (head & wideFlag) === 0 ? "latin1" : "utf16le";
    return page.toString(encoding, start + textHead, start + textHead + (head & ~wideFlag));
  }
}
