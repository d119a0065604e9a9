/**
 * Marvin32, the hash that protects entries of a hive's logs: 64 bits as two halves.
 * `seed`: lower and upper half.
 */
export function marvin32(
  bytes: Buffer,
  seed: readonly [low: number, high: number],
): readonly [low: number, high: number] {
  let [low, high] = seed;
  const mix = (word: number): void => {
    low = (low + word) | 0;
    high ^= low;
    low = (rotate(low, 20) + high) | 0;
    high = rotate(high, 9) ^ low;
    low = (rotate(low, 27) + high) | 0;
    high = rotate(high, 19);
  };
  const whole = bytes.length & ~3;
  for (let at = 0; at < whole; at += 4) mix(bytes.readInt32LE(at));
  // The last word is what is left, then a one, then zeros.
  let last = 0x80;
  for (let at = bytes.length - 1; at >= whole; at--) last = (last << 8) | (bytes[at] ?? 0);
  mix(last);
  mix(0);
  return [low >>> 0, high >>> 0];
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
