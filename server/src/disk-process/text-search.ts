import type { ByteSource } from "../disks/byte-source.ts";
import { chunksOf } from "../image-files/content.ts";

/** Where a text stands in a content. */
export interface TextMatch {
  /** From 0; null where the content is no text, and so has no lines. */
  readonly line: number | null;
  /** What stands around it, on one line. */
  readonly preview: string;
}

/** Longest text that is searched, in UTF-16 units. */
export const longestWanted = 200;

/** Bytes kept from the last piece: a match and its preview may lie across the border of two. Longer than any match. */
const margin = 1024;
/** Characters before and behind a match that a preview has at most. */
const before = 40;
const behind = 100;

type Encoding = "utf8" | "utf16le";

/** A match in a window, in bytes. */
interface Found {
  readonly start: number;
  readonly length: number;
  readonly encoding: Encoding;
}

/**
 * Finds a text in a content, as UTF-8 and as UTF-16 in the byte order of Windows; the case of ASCII letters does not count.
 * At most one match a line is given. Gives control back after every piece, with the bytes that are done.
 * @throws DiskError where the content cannot be read
 */
export function* searchText(source: ByteSource, wanted: string): Generator<TextMatch | number, void> {
  const encodings: readonly Encoding[] = ["utf8", "utf16le"];
  const needles = encodings.map((encoding) => new Needle(wanted, encoding));
  let window = Buffer.alloc(0);
  let position = 0;
  let lines: LineCounter | undefined;
  let lastLine = -1;
  let from = 0;
  for (const chunk of chunksOf(source)) {
    window = Buffer.concat([window.subarray(Math.max(0, window.length - 2 * margin)), chunk]);
    position += chunk.length;
    const base = position - window.length;
    const end = position >= source.size ? position : position - margin;
    lines ??= new LineCounter(window);
    const text = window.toString("latin1").toLowerCase();
    const matches = needles.flatMap((needle) => needle.findIn(window, text, from - base, end - base));
    for (const match of matches.sort((a, b) => a.start - b.start)) {
      const line = lines.lineAt(window, base, match.start);
      if (line !== null && line === lastLine) continue;
      lastLine = line ?? -1;
      yield { line, preview: previewOf(window, match, line === null ? ends.bytes : ends.text) };
    }
    lines.lineAt(window, base, end - base);
    from = end;
    yield position;
  }
}

/** A text as the bytes of an encoding. */
class Needle {
  readonly #encoding: Encoding;
  readonly #folded: string;
  readonly #pattern: string;
  readonly #length: number;

  constructor(wanted: string, encoding: Encoding) {
    const bytes = Buffer.from(wanted, encoding);
    this.#encoding = encoding;
    this.#folded = foldAscii(wanted);
    this.#pattern = bytes.toString("latin1").toLowerCase();
    this.#length = bytes.length;
  }

  /** Matches that start in `[first, end)` of a window; `text`: its bytes as lower-case letters. */
  findIn(window: Buffer, text: string, first: number, end: number): Found[] {
    const found: Found[] = [];
    for (let start = text.indexOf(this.#pattern, first); start >= 0 && start < end; ) {
      // Bytes that are no letters may look like lower-case ones.
      const bytes = window.subarray(start, start + this.#length);
      if (foldAscii(bytes.toString(this.#encoding)) === this.#folded) {
        found.push({ start, length: this.#length, encoding: this.#encoding });
      }
      start = text.indexOf(this.#pattern, start + 1);
    }
    return found;
  }
}

function foldAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Counts the lines of a content that is looked at from its start to its end. */
class LineCounter {
  /** Null where the content is no text. */
  #line: number | null;
  #counted = 0;

  /** `head`: the first piece. */
  constructor(head: Buffer) {
    this.#line = isText(head) ? 0 : null;
  }

  /** The line of a place in a window that starts at `base`; places only go forward. */
  lineAt(window: Buffer, base: number, place: number): number | null {
    if (this.#line === null) return null;
    for (let at = window.indexOf(10, this.#counted - base); at >= 0 && at < place; at = window.indexOf(10, at + 1)) {
      this.#line++;
    }
    this.#counted = Math.max(this.#counted, base + place);
    return this.#line;
  }
}

/** UTF-16 with its mark, or bytes without a NUL. */
function isText(head: Buffer): boolean {
  if (head.length >= 2 && head.readUInt16LE(0) === 0xfeff) return true;
  return !head.subarray(0, 8192).includes(0);
}

/** What cannot be shown, and in a content that is no text also what is likely no text. */
const ends = { text: /[\p{Control}\ufffd]/u, bytes: /[^\x20-\x7e\xa0-\u024f]/ } as const;

/** The match, with what is before it from the last end on, and what is behind it up to the next one. */
function previewOf(window: Buffer, { start, length, encoding }: Found, end: RegExp): string {
  const width = encoding === "utf8" ? 1 : 2;
  const first = start - Math.min(Math.floor(start / width) * width, before * width);
  const near = window.toString(encoding, first, start).split(end).at(-1) ?? "";
  const match = window.toString(encoding, start, start + length);
  const [rest = ""] = window.toString(encoding, start + length, start + length + behind * width).split(end);
  return `${near}${match}${rest}`.trim();
}
