import { StringDecoder } from "node:string_decoder";

/** The longest log entry that is kept whole; of a longer one the rest is passed over. */
export const maximumLogEntry = 0x40000;

/**
 * Cuts the guest's log stream into its JSON objects. They follow each other with or without line feeds; what stands
 * between them (a panic's text, say) is told line by line.
 */
export class LogSplitter {
  readonly #decoder = new StringDecoder("utf8");
  #text = "";
  #depth = 0;
  #inString = false;
  #escaped = false;
  #dropped = false;

  /** Entries that `chunk` completes. */
  push(chunk: Uint8Array): readonly string[] {
    return this.#scan(this.#decoder.write(Buffer.from(chunk)));
  }

  /** What is left when the stream has ended. */
  end(): readonly string[] {
    return [...this.#scan(this.#decoder.end()), ...this.#take()];
  }

  #take(): readonly string[] {
    const entry = this.#text.trim();
    this.#text = "";
    this.#depth = 0;
    this.#inString = false;
    this.#escaped = false;
    this.#dropped = false;
    return entry === "" ? [] : [entry];
  }

  #scan(text: string): readonly string[] {
    const entries: string[] = [];
    for (const character of text) {
      if (this.#depth === 0 && character === "{") entries.push(...this.#take());
      if (this.#text.length < maximumLogEntry) this.#text += character;
      else this.#dropped = true;
      if (this.#endsWith(character) || (this.#dropped && character === "\n")) entries.push(...this.#take());
    }
    return entries;
  }

  #endsWith(character: string): boolean {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (character === "\\") this.#escaped = true;
      else if (character === '"') this.#inString = false;
      return false;
    }
    if (character === "{") this.#depth++;
    else if (this.#depth === 0) return character === "\n";
    else if (character === '"') this.#inString = true;
    else if (character === "}") return --this.#depth === 0;
    return false;
  }
}
