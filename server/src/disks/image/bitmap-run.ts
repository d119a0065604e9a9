/** Which bit of a byte is the first sector's: VHD counts from the most significant bit, VHDX from the least. */
export type BitOrder = "msb-first" | "lsb-first";

/**
 * How many bits from bit `start` on, at most `limit`, have the same value, and which one.
 * Callers have checked that the bitmap holds `start + limit` bits.
 */
export function bitmapRun(
  bitmap: Buffer,
  order: BitOrder,
  start: number,
  limit: number,
): { set: boolean; length: number } {
  const bit = (index: number): boolean => {
    const byte = bitmap[index >>> 3] ?? 0;
    const shift = order === "msb-first" ? 7 - (index & 7) : index & 7;
    return ((byte >>> shift) & 1) === 1;
  };
  const set = bit(start);
  const whole = set ? 0xff : 0;
  let length = 1;
  while (length < limit) {
    const index = start + length;
    if ((index & 7) === 0 && length + 8 <= limit && bitmap[index >>> 3] === whole) length += 8;
    else if (bit(index) === set) length += 1;
    else break;
  }
  return { set, length };
}
