import { DiskError } from "../../problem.ts";

const chunkSize = 4096;

/**
 * Decompresses LZNT1 ([MS-XCA] 2.5): chunks of 4 KiB, each with its own length; what is missing at the end is zero.
 * @throws DiskError `compressed-data-damaged` with `offset`.
 */
export function decompressLznt1(input: Buffer, size: number, offset: number): Buffer {
  const output = Buffer.alloc(size);
  for (let from = 0, to = 0; from + 2 <= input.length && to < size; to += chunkSize) {
    const header = input.readUInt16LE(from);
    if (header === 0) break;
    const length = (header & 0xfff) + 1;
    const end = from + 2 + length;
    if (end > input.length) throw damaged(offset);
    if ((header & 0x8000) === 0) input.copy(output, to, from + 2, Math.min(end, from + 2 + size - to));
    else if (!decompressChunk(input, from + 2, end, output, to)) throw damaged(offset);
    from = end;
  }
  return output;
}

/** False: a phrase refers to bytes in front of the chunk, or the chunk is longer than 4 KiB. */
function decompressChunk(input: Buffer, start: number, end: number, output: Buffer, chunkStart: number): boolean {
  const limit = Math.min(chunkStart + chunkSize, output.length);
  let to = chunkStart;
  let from = start;
  // How the 16 bits of a phrase divide into displacement and length depends on how far the chunk has come.
  let lengthBits = 12;
  let threshold = chunkStart + 16;
  while (from < end) {
    const flags = input[from++] ?? 0;
    for (let bit = 0; bit < 8 && from < end; bit++) {
      if (((flags >>> bit) & 1) === 0) {
        if (to >= limit) return false;
        output[to++] = input[from++] ?? 0;
        continue;
      }
      if (from + 2 > end) return false;
      while (to > threshold) {
        lengthBits--;
        threshold = chunkStart + (threshold - chunkStart) * 2;
      }
      const phrase = (input[from] ?? 0) | ((input[from + 1] ?? 0) << 8);
      from += 2;
      const distance = (phrase >>> lengthBits) + 1;
      const length = (phrase & ((1 << lengthBits) - 1)) + 3;
      if (to - distance < chunkStart || to + length > limit) return false;
      // Source and target may overlap, which repeats the bytes: no block copy.
      for (const stop = to + length; to < stop; to++) output[to] = output[to - distance] ?? 0;
    }
  }
  return true;
}

function damaged(offset: number): DiskError {
  return new DiskError("compressed-data-damaged", "The compressed data is damaged.", offset);
}
