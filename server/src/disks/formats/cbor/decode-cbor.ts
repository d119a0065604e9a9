import { DiskError } from "../../problem.ts";
import type { CborEntry, CborValue } from "./cbor-value.ts";

const maxDepth = 32;
const maxItems = 100_000;

/**
 * Decodes one CBOR item that fills the buffer, as strictly as go-cose does: definite lengths, no key twice, valid UTF-8.
 * `base` is where the buffer stands in the file; errors name offsets of the file.
 * @throws DiskError `cbor` with offset and reason.
 */
export function decodeCbor(bytes: Buffer, base = 0): CborValue {
  const decoder = new Decoder(bytes, base);
  const value = decoder.item(0, 0);
  if (value.end !== bytes.length) {
    throw decoder.error(value.end, `${bytes.length - value.end} bytes follow the end of the value`);
  }
  return value;
}

/** The argument of an item's head: RFC 8949, section 3. */
interface Head {
  readonly major: number;
  readonly info: number;
  readonly argument: bigint;
  readonly end: number;
}

class Decoder {
  readonly #bytes: Buffer;
  readonly #base: number;
  readonly #utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  #items = 0;

  constructor(bytes: Buffer, base: number) {
    this.#bytes = bytes;
    this.#base = base;
  }

  error(at: number, reason: string): DiskError {
    return new DiskError("cbor", `The CBOR at offset ${this.#base + at} cannot be read: ${reason}.`, this.#base + at);
  }

  item(start: number, depth: number): CborValue {
    if (depth > maxDepth) throw this.error(start, `values are nested deeper than ${maxDepth}`);
    if (++this.#items > maxItems) throw this.error(start, `there are more than ${maxItems} values`);
    const head = this.#head(start);
    switch (head.major) {
      case 0:
        return integer(start, head.end, head.argument);
      case 1:
        return integer(start, head.end, -1n - head.argument);
      case 2: {
        const end = this.#contentEnd(head);
        return { kind: "bytes", start, end, value: this.#bytes.subarray(head.end, end) };
      }
      case 3: {
        const end = this.#contentEnd(head);
        return { kind: "text", start, end, value: this.#text(head.end, end) };
      }
      case 4:
        return this.#array(start, head, depth);
      case 5:
        return this.#map(start, head, depth);
      case 6: {
        const content = this.item(head.end, depth + 1);
        return { kind: "tag", start, end: content.end, tag: Number(head.argument), content };
      }
      default:
        return this.#simpleOrFloat(start, head);
    }
  }

  #head(at: number): Head {
    const first = this.#bytes[at];
    if (first === undefined) throw this.error(at, "the end comes too early");
    const [major, info] = [first >> 5, first & 0x1f];
    if (info < 24) return { major, info, argument: BigInt(info), end: at + 1 };
    if (info === 31) throw this.error(at, "indefinite lengths are not allowed in COSE");
    if (info > 27) throw this.error(at, `the additional information ${info} is reserved`);
    const width = 1 << (info - 24);
    const end = at + 1 + width;
    if (end > this.#bytes.length) throw this.error(at, "the end comes too early");
    return { major, info, argument: BigInt(`0x${this.#bytes.toString("hex", at + 1, end)}`), end };
  }

  #contentEnd(head: Head): number {
    const left = this.#bytes.length - head.end;
    if (head.argument <= BigInt(left)) return head.end + Number(head.argument);
    throw this.error(head.end, `${head.argument} bytes are announced, ${left} are left`);
  }

  #text(start: number, end: number): string {
    try {
      return this.#utf8.decode(this.#bytes.subarray(start, end));
    } catch {
      throw this.error(start, "a text is not valid UTF-8");
    }
  }

  /** How many items follow: each takes at least a byte, so the count is bounded by what is left. */
  #count(head: Head, bytesEach: bigint): number {
    const left = this.#bytes.length - head.end;
    if (head.argument * bytesEach <= BigInt(left)) return Number(head.argument);
    throw this.error(head.end, `${head.argument} items are announced, ${left} bytes are left`);
  }

  #array(start: number, head: Head, depth: number): CborValue {
    const items: CborValue[] = [];
    let at = head.end;
    for (let count = this.#count(head, 1n); count > 0; count--) {
      const item = this.item(at, depth + 1);
      items.push(item);
      at = item.end;
    }
    return { kind: "array", start, end: at, items };
  }

  #map(start: number, head: Head, depth: number): CborValue {
    const entries: CborEntry[] = [];
    const seen = new Set<string>();
    let at = head.end;
    for (let count = this.#count(head, 2n); count > 0; count--) {
      const key = this.item(at, depth + 1);
      if (key.kind !== "integer" && key.kind !== "text") {
        throw this.error(at, "a map's key is neither an integer nor a text, as COSE's labels are");
      }
      const label = `${key.kind} ${key.value}`;
      if (seen.has(label)) throw this.error(at, "a map has the same key twice");
      seen.add(label);
      const value = this.item(key.end, depth + 1);
      entries.push({ key, value });
      at = value.end;
    }
    return { kind: "map", start, end: at, entries };
  }

  #simpleOrFloat(start: number, { info, argument, end }: Head): CborValue {
    if (info === 26) return { kind: "float", start, end, value: this.#bytes.readFloatBE(start + 1) };
    if (info === 27) return { kind: "float", start, end, value: this.#bytes.readDoubleBE(start + 1) };
    if (info === 25) return { kind: "float", start, end, value: halfFloat(Number(argument)) };
    const known = simpleValues.get(info);
    if (known === undefined) throw this.error(start, `the simple value ${argument} has no meaning`);
    return { kind: "simple", start, end, value: known.value };
  }
}

const simpleValues: ReadonlyMap<number, { readonly value: boolean | null | undefined }> = new Map([
  [20, { value: false }],
  [21, { value: true }],
  [22, { value: null }],
  [23, { value: undefined }],
]);

function integer(start: number, end: number, value: bigint): CborValue {
  const exact = value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
  return exact ? { kind: "integer", start, end, value: Number(value) } : { kind: "big-integer", start, end, value };
}

/** IEEE 754 half precision, RFC 8949 appendix D. */
function halfFloat(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const [exponent, mantissa] = [(half >> 10) & 0x1f, half & 0x3ff];
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent === 31) return mantissa ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (mantissa + 1024) * 2 ** (exponent - 25);
}
