import { parse } from "smol-toml";
import type { Span } from "../yaml/span.ts";

/** Where a key of a TOML document stands. */
export interface TomlEntry {
  /** Names from the document's root, those of the table included. */
  readonly path: readonly string[];
  /** The key as it is written, dotted parts included. */
  readonly keySpan: Span;
  readonly valueSpan: Span;
}

/** A table's header. */
export interface TomlHeader {
  readonly path: readonly string[];
  /** With its brackets. */
  readonly span: Span;
}

/** Every key, header and comment of a document, in source order. */
export interface TomlPlaces {
  readonly entries: readonly TomlEntry[];
  readonly headers: readonly TomlHeader[];
  /** From the `#` to the end of the line. */
  readonly comments: readonly Span[];
}

/** Whether two paths are the same. */
export const isAtPath = (path: readonly string[], wanted: readonly string[]): boolean =>
  path.length === wanted.length && isBelowPath(path, wanted);

/** Whether a path is another one, or leads on from it. */
export const isBelowPath = (path: readonly string[], above: readonly string[]): boolean =>
  above.every((name, at) => name === path[at]);

/** Finds the places of a TOML document that a parser has accepted: what is no TOML gives places without meaning. */
export const placesOf = (text: string): TomlPlaces => new PlaceScanner(text).scan();

const bareKey = /[A-Za-z0-9_-]+/y;
const gap = /(?:[ \t\r\n]+|#[^\n]*)*/y;
const blanks = /[ \t]*/y;
const bareValue = /[^\s,\]}#]+(?:[ ][0-9:.Z+-]+)?/y;
const quoted = /"""(?:[^\\]|\\[\s\S])*?"{3,5}|'''[\s\S]*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/y;

class PlaceScanner {
  private readonly text: string;
  private readonly entries: TomlEntry[] = [];
  private readonly headers: TomlHeader[] = [];
  private readonly comments: Span[] = [];
  private at: number;

  constructor(text: string) {
    this.text = text;
    this.at = text.startsWith("\uFEFF") ? 1 : 0;
  }

  scan(): TomlPlaces {
    let table: readonly string[] = [];
    for (this.skipGap(); this.at < this.text.length; this.skipGap()) {
      const from = this.at;
      if (this.text.charAt(this.at) === "[") table = this.header();
      else this.entry(table);
      // A character that starts nothing: not TOML after all.
      if (this.at === from) this.at++;
    }
    return { entries: this.entries, headers: this.headers, comments: this.comments };
  }

  private header(): readonly string[] {
    const start = this.at;
    while (this.text.charAt(this.at) === "[") this.at++;
    const path = this.key();
    this.skip(blanks);
    while (this.text.charAt(this.at) === "]") this.at++;
    this.headers.push({ path, span: { start, end: this.at } });
    return path;
  }

  private entry(table: readonly string[]): void {
    const start = this.at;
    const path = [...table, ...this.key()];
    const keySpan = { start, end: this.at };
    this.skip(blanks);
    if (this.text.charAt(this.at) !== "=") return;
    this.at++;
    this.skip(blanks);
    const valueStart = this.at;
    const index = this.entries.length;
    this.value(path);
    // Before those of an inline table, which were found while its end was looked for.
    this.entries.splice(index, 0, { path, keySpan, valueSpan: { start: valueStart, end: this.at } });
  }

  private key(): readonly string[] {
    const parts: string[] = [];
    for (;;) {
      this.skip(blanks);
      const start = this.at;
      if (this.skip(quoted)) parts.push(unquoted(this.text.slice(start, this.at)));
      else if (this.skip(bareKey)) parts.push(this.text.slice(start, this.at));
      else return parts;
      const end = this.at;
      this.skip(blanks);
      if (this.text.charAt(this.at) !== ".") {
        this.at = end;
        return parts;
      }
      this.at++;
    }
  }

  /** The nesting of values is bounded by the parser that has accepted them. */
  private value(path: readonly string[]): void {
    const open = this.text.charAt(this.at);
    if (open !== "[" && open !== "{") {
      if (!this.skip(quoted)) this.skip(bareValue);
      return;
    }
    this.at++;
    for (this.skipGap(); this.at < this.text.length; this.skipGap()) {
      const from = this.at;
      const char = this.text.charAt(from);
      if (char === "]" || char === "}") {
        this.at++;
        return;
      }
      if (char === ",") this.at++;
      else if (open === "{") this.entry(path);
      else this.value(path);
      if (this.at === from) this.at++;
    }
  }

  private skipGap(): void {
    const from = this.at;
    if (!this.skip(gap)) return;
    for (const { index, 0: comment } of this.text.slice(from, this.at).matchAll(/#[^\n]*/g)) {
      this.comments.push({ start: from + index, end: from + index + comment.length });
    }
  }

  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.at += found.length;
    return found !== "";
  }
}

function unquoted(key: string): string {
  const { value } = parse(`value = ${key}`);
  return typeof value === "string" ? value : "";
}
