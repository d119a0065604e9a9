import { guidLe } from "../../fields.ts";
import { DiskError } from "../../problem.ts";
import { need } from "../need.ts";

/** No policy has more rules, references or settings of a kind; keeps forged counts from costing time. */
const maxCount = 200_000;

/** Reads a binary policy from front to end; every field is a multiple of four bytes. Its errors name the policy's field. */
export class PolicyReader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get at(): number {
    return this.#at;
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  u32(what: string): number {
    this.#take(4, what);
    return this.#bytes.readUInt32LE(this.#at - 4);
  }

  guid(what: string): string {
    this.#take(16, what);
    return guidLe(this.#bytes, this.#at - 16);
  }

  /** Four 16-bit parts, the last one first. */
  version(what: string): string {
    this.#take(8, what);
    return [-2, -4, -6, -8].map((back) => this.#bytes.readUInt16LE(this.#at + back)).join(".");
  }

  skip(length: number, what: string): void {
    this.#take(length, what);
  }

  /** Length, bytes, padding to a multiple of four. */
  blob(what: string): Buffer {
    const length = this.u32(what);
    const start = this.#at;
    this.#take(length + ((4 - (length % 4)) & 3), what);
    return this.#bytes.subarray(start, start + length);
  }

  text(what: string): string {
    return this.blob(what).toString("utf16le").replace(/\0+$/, "");
  }

  /** A count, then that many times `read`. */
  list(what: string, read: () => void): void {
    this.times(this.u32(what), what, read);
  }

  times(count: number, what: string, read: () => void): void {
    if (count > maxCount) throw new DiskError("policy", `The policy is said to have ${count} ${what}.`, this.#at);
    for (let index = 0; index < count; index++) read();
  }

  #take(length: number, what: string): void {
    need(this.#bytes, this.#at, length, what);
    this.#at += length;
  }
}
