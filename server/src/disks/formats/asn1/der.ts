import { DiskError } from "../../problem.ts";

/** One DER element (X.690); positions are of the buffer that it was read from. */
export interface DerElement {
  /** First identifier byte: class, constructed bit, number below 31. */
  readonly tag: number;
  readonly start: number;
  readonly contentStart: number;
  readonly end: number;
}

export const derTag = {
  integer: 0x02,
  octetString: 0x04,
  oid: 0x06,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
} as const;

const maxChildren = 10_000;

/** @throws DiskError `der` where no element of definite length fits between `at` and `end`. */
export function readDer(bytes: Buffer, at: number, end: number): DerElement {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (at + 2 > end || tag === undefined || first === undefined) throw derError(at, "it ends too early");
  if ((tag & 0x1f) === 0x1f) throw derError(at, "it has a tag of several bytes");
  let contentStart = at + 2;
  let length = first;
  if (first & 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4 || contentStart + count > end)
      throw derError(at, "its length is not definite or too large");
    length = bytes.readUIntBE(contentStart, count);
    contentStart += count;
  }
  if (contentStart + length > end)
    throw derError(at, `it is said to be ${length} bytes long, ${end - contentStart} are left`);
  return { tag, start: at, contentStart, end: contentStart + length };
}

/** The elements inside a constructed one. */
export function derChildren(bytes: Buffer, parent: DerElement): readonly DerElement[] {
  const children: DerElement[] = [];
  for (let at = parent.contentStart; at < parent.end; ) {
    if (children.length >= maxChildren) throw derError(at, `it has more than ${maxChildren} parts`);
    const child = readDer(bytes, at, parent.end);
    children.push(child);
    at = child.end;
  }
  return children;
}

export function derContent(bytes: Buffer, element: DerElement): Buffer {
  return bytes.subarray(element.contentStart, element.end);
}

/** Dotted decimal of an object identifier; empty where the element is none. */
export function derOid(bytes: Buffer, element: DerElement | undefined): string {
  if (element?.tag !== derTag.oid) return "";
  const parts: number[] = [];
  let value = 0;
  for (const byte of derContent(bytes, element)) {
    value = value * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    if (parts.length === 0)
      parts.push(Math.min(2, Math.floor(value / 40)), value - 40 * Math.min(2, Math.floor(value / 40)));
    else parts.push(value);
    value = 0;
  }
  return parts.join(".");
}

function derError(at: number, reason: string): DiskError {
  return new DiskError("der", `The DER element at offset ${at} cannot be read: ${reason}.`, at);
}
