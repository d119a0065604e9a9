const slices = 8;

/** Tables for eight bytes at a time of a reflected CRC-32 with this polynomial. */
function makeTables(polynomial: number): readonly Uint32Array[] {
  const tables = Array.from({ length: slices }, () => new Uint32Array(256));
  const [first] = tables;
  if (first === undefined) return tables;
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    first[byte] = crc >>> 0;
  }
  for (let slice = 1; slice < slices; slice++) {
    const before = tables[slice - 1] ?? first;
    const table = tables[slice] ?? first;
    for (let byte = 0; byte < 256; byte++) {
      const crc = before[byte] ?? 0;
      table[byte] = (crc >>> 8) ^ (first[crc & 0xff] ?? 0);
    }
  }
  return tables;
}

function makeCrc(polynomial: number): (bytes: Uint8Array) => number {
  let tables: readonly Uint32Array[] | undefined;
  return (bytes) => {
    tables ??= makeTables(polynomial);
    const [t0, t1, t2, t3, t4, t5, t6, t7] = tables;
    if (!t0 || !t1 || !t2 || !t3 || !t4 || !t5 || !t6 || !t7) return 0;
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let crc = 0xffffffff;
    let at = 0;
    for (; at + 8 <= buffer.length; at += 8) {
      const low = buffer.readUInt32LE(at) ^ crc;
      const high = buffer.readUInt32LE(at + 4);
      crc =
        (t7[low & 0xff] ?? 0) ^
        (t6[(low >>> 8) & 0xff] ?? 0) ^
        (t5[(low >>> 16) & 0xff] ?? 0) ^
        (t4[low >>> 24] ?? 0) ^
        (t3[high & 0xff] ?? 0) ^
        (t2[(high >>> 8) & 0xff] ?? 0) ^
        (t1[(high >>> 16) & 0xff] ?? 0) ^
        (t0[high >>> 24] ?? 0);
    }
    for (; at < buffer.length; at++) crc = (crc >>> 8) ^ (t0[(crc ^ (buffer[at] ?? 0)) & 0xff] ?? 0);
    return (crc ^ 0xffffffff) >>> 0;
  };
}

/** CRC-32 of IEEE 802.3, as GPT and VMGS use it. */
export const crc32 = makeCrc(0xedb88320);

/** CRC-32C (Castagnoli), as VHDX uses it. */
export const crc32c = makeCrc(0x82f63b78);

/** The checksum of a structure whose own four-byte checksum field at `at` counts as zero. */
export function checksumWithout(crc: (bytes: Uint8Array) => number, bytes: Buffer, at: number): number {
  const copy = Buffer.from(bytes);
  copy.fill(0, at, at + 4);
  return crc(copy);
}
