import { StringDecoder } from "node:string_decoder";

/** Characters of a message between the extension and its host: longer ones are of neither. */
export const longestLine = 16 * 2 ** 20;

/** Cuts a stream of bytes into lines of at most `limit` characters. */
export class LineReader {
  readonly #decoder = new StringDecoder("utf8");
  readonly #limit: number;
  #pending = "";

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The lines that `chunk` completes; undefined when a line is too long, after which nothing more should be read. */
  push(chunk: Uint8Array): readonly string[] | undefined {
    const lines = (this.#pending + this.#decoder.write(Buffer.from(chunk))).split("\n");
    this.#pending = lines.pop() ?? "";
    return [...lines, this.#pending].some((line) => line.length > this.#limit) ? undefined : lines;
  }
}
