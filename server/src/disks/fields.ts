/** Fields of on-disk structures. Callers have checked that the bytes are there. */

/** Little-endian unsigned 64-bit value as a double: exact up to 2^53, above only good for "too large". */
export function u64le(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * 0x1_0000_0000;
}

/** Big-endian unsigned 64-bit value as a double: exact up to 2^53, above only good for "too large". */
export function u64be(bytes: Buffer, at: number): number {
  return bytes.readUInt32BE(at) * 0x1_0000_0000 + bytes.readUInt32BE(at + 4);
}

/** A GUID stored as Windows does, first three fields little-endian; lower case without braces. */
export function guidLe(bytes: Buffer, at: number): string {
  const hex = (value: number, width: number): string => value.toString(16).padStart(width, "0");
  const tail = bytes.toString("hex", at + 8, at + 16);
  return `${hex(bytes.readUInt32LE(at), 8)}-${hex(bytes.readUInt16LE(at + 4), 4)}-${hex(bytes.readUInt16LE(at + 6), 4)}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}

/** A UUID stored in network byte order; lower case without braces. */
export function uuidBe(bytes: Buffer, at: number): string {
  const hex = bytes.toString("hex", at, at + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** UTF-16LE text of at most `length` bytes, up to the first NUL. */
export function utf16le(bytes: Buffer, at: number, length: number): string {
  return upToNul(bytes.toString("utf16le", at, at + length));
}

/** UTF-16BE text of at most `length` bytes, up to the first NUL. */
export function utf16be(bytes: Buffer, at: number, length: number): string {
  const swapped = Buffer.from(bytes.subarray(at, at + (length & ~1))).swap16();
  return upToNul(swapped.toString("utf16le"));
}

export function isPowerOfTwo(value: number): boolean {
  return value > 0 && Number.isInteger(Math.log2(value));
}

/** Whether all bytes are zero. */
export function isZero(bytes: Buffer): boolean {
  return isFilled(bytes, 0);
}

/** Whether all bytes have this value. */
export function isFilled(bytes: Buffer, value: number): boolean {
  if (bytes.length === 0) return true;
  // Equal to itself moved by one byte, and the first is right: one native comparison instead of a loop.
  return bytes[0] === value && bytes.compare(bytes, 1, bytes.length, 0, bytes.length - 1) === 0;
}

function upToNul(text: string): string {
  const end = text.indexOf("\0");
  return end < 0 ? text : text.slice(0, end);
}
