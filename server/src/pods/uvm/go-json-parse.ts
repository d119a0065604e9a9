import { quoteGo } from "../annotations/go-values-quote.ts";
import type { GoJson } from "./go-json-tree.ts";

/** `encoding/json` refuses deeper nesting. */
const maxDepth = 10_000;

class SyntaxFault extends Error {}

type Container = Extract<GoJson, { kind: "array" | "object" }>;

const encoder = new TextEncoder();
// A byte order mark is a character like any other inside a string.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Go names the byte where it stopped, read as Latin-1. */
function quoteCharacter(character: string): string {
  if (character === "'") return "'\\''";
  if (character === '"') return "'\"'";
  const byte = encoder.encode(character)[0] ?? 0;
  return `'${quoteGo(String.fromCharCode(byte)).slice(1, -1)}'`;
}

/** One walk over a JSON text, in the order of Go's scanner and with its error texts; no recursion. */
class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  #fault(context: string): SyntaxFault {
    const code = this.#text.codePointAt(this.#at);
    if (code === undefined) return new SyntaxFault("unexpected end of JSON input");
    return new SyntaxFault(`invalid character ${quoteCharacter(String.fromCodePoint(code))} ${context}`);
  }

  #peek(): string | undefined {
    while (/[ \t\r\n]/.test(this.#text.charAt(this.#at))) this.#at++;
    return this.#text[this.#at];
  }

  /** Reads characters of one class; the first is demanded. */
  #digits(context: string): void {
    if (!/[0-9]/.test(this.#text.charAt(this.#at))) throw this.#fault(context);
    while (/[0-9]/.test(this.#text.charAt(this.#at))) this.#at++;
  }

  #number(): GoJson {
    const start = this.#at;
    if (this.#text[this.#at] === "-") this.#at++;
    if (this.#text[this.#at] === "0") this.#at++;
    else this.#digits("in numeric literal");
    if (this.#text[this.#at] === ".") {
      this.#at++;
      this.#digits("after decimal point in numeric literal");
    }
    if (/[eE]/.test(this.#text.charAt(this.#at))) {
      this.#at++;
      if (/[+-]/.test(this.#text.charAt(this.#at))) this.#at++;
      this.#digits("in exponent of numeric literal");
    }
    return { kind: "number", text: this.#text.slice(start, this.#at) };
  }

  #string(): string {
    const start = this.#at;
    for (this.#at++; this.#text[this.#at] !== '"'; this.#at++) {
      if (this.#text.charAt(this.#at) < " ") throw this.#fault("in string literal");
      if (this.#text[this.#at] === "\\") this.#escape();
    }
    this.#at++;
    // The scan has proved it to be a JSON string; what Go cannot hold (lone surrogates) becomes U+FFFD.
    const value: unknown = JSON.parse(this.#text.slice(start, this.#at));
    return decoder.decode(encoder.encode(String(value)));
  }

  #escape(): void {
    this.#at++;
    const letter = this.#text.charAt(this.#at);
    if (!/["\\/bfnrtu]/.test(letter)) throw this.#fault("in string escape code");
    if (letter !== "u") return;
    for (let digit = 0; digit < 4; digit++) {
      this.#at++;
      if (!/[0-9a-fA-F]/.test(this.#text.charAt(this.#at))) throw this.#fault("in \\u hexadecimal character escape");
    }
  }

  #literal(word: string, value: GoJson): GoJson {
    // The first letter chose the word, so a fault is behind it.
    for (const letter of word) {
      if (this.#text[this.#at] !== letter) throw this.#fault(`in literal ${word} (expecting '${letter}')`);
      this.#at++;
    }
    return value;
  }

  /** A scalar, or the opening of a container. */
  #begin(): GoJson {
    const first = this.#peek();
    switch (first) {
      case "{":
        this.#at++;
        return { kind: "object", members: [] };
      case "[":
        this.#at++;
        return { kind: "array", items: [] };
      case '"':
        return { kind: "string", value: this.#string() };
      case "t":
        return this.#literal("true", { kind: "bool", value: true });
      case "f":
        return this.#literal("false", { kind: "bool", value: false });
      case "n":
        return this.#literal("null", { kind: "null" });
      default:
        if (first !== undefined && /[-0-9]/.test(first)) return this.#number();
        throw this.#fault("looking for beginning of value");
    }
  }

  #memberName(): string {
    if (this.#peek() !== '"') throw this.#fault("looking for beginning of object key string");
    const name = this.#string();
    if (this.#peek() !== ":") throw this.#fault("after object key");
    this.#at++;
    return name;
  }

  #closes(container: Container): boolean {
    if (this.#peek() !== (container.kind === "array" ? "]" : "}")) return false;
    this.#at++;
    return true;
  }

  #addChild(container: Container): GoJson {
    if (container.kind === "array") {
      const item = this.#begin();
      container.items.push(item);
      return item;
    }
    const name = this.#memberName();
    const value = this.#begin();
    container.members.push([name, value]);
    return value;
  }

  /** Reads the rest of an opened container, and of all that open in it. */
  #fill(root: Container): void {
    const open: { container: Container; started: boolean }[] = [{ container: root, started: false }];
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const { container, started } = top;
      if (this.#closes(container)) {
        open.pop();
        continue;
      }
      if (started) {
        if (this.#peek() !== ",") {
          throw this.#fault(container.kind === "array" ? "after array element" : "after object key:value pair");
        }
        this.#at++;
      }
      top.started = true;
      const child = this.#addChild(container);
      if (child.kind !== "array" && child.kind !== "object") continue;
      if (open.length >= maxDepth) throw new SyntaxFault("exceeded max depth");
      open.push({ container: child, started: false });
    }
  }

  document(): GoJson {
    const value = this.#begin();
    if (value.kind === "array" || value.kind === "object") this.#fill(value);
    if (this.#peek() !== undefined) throw this.#fault("after top-level value");
    return value;
  }
}

/** Parses as Go's `encoding/json` does, with its error texts. */
export function parseGoJson(text: string): { ok: true; value: GoJson } | { ok: false; error: string } {
  try {
    return { ok: true, value: new Parser(text).document() };
  } catch (fault) {
    if (fault instanceof SyntaxFault) return { ok: false, error: fault.message };
    throw fault;
  }
}
