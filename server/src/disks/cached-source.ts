import { type ByteSource, checkRange } from "./byte-source.ts";
import { Recent } from "./recent.ts";

const pageSize = 16 * 1024;
const maxPages = 512;

/**
 * Keeps the last 8 MiB of 16 KiB pages, so that a parser may read a few bytes at a time.
 * Reads longer than a page go straight to the base and leave the pages as they are: file contents must not push out tables.
 *
 * What is read is copied out of its page, and a page that is dropped makes room for the next one: buffers that were kept
 * for a while and then given up are what the garbage collector leaves lying longest.
 */
export function cachedSource(base: ByteSource): ByteSource {
  const pages = new Recent<number, Buffer>(maxPages);

  /** The last page of the source has bytes behind its end that mean nothing. */
  const page = (index: number): Buffer => {
    const known = pages.get(index);
    if (known !== undefined) return known;
    const start = index * pageSize;
    const loaded = base.read(start, Math.min(pageSize, base.size - start));
    const room = pages.makeRoom() ?? Buffer.allocUnsafeSlow(pageSize);
    loaded.copy(room);
    pages.set(index, room);
    return room;
  };

  return {
    size: base.size,
    read(offset, length) {
      checkRange(base.size, offset, length);
      if (length > pageSize) return base.read(offset, length);
      const bytes = Buffer.allocUnsafe(length);
      if (length === 0) return bytes;
      const first = Math.floor(offset / pageSize);
      const inFirst = offset - first * pageSize;
      const copied = page(first).copy(bytes, 0, inFirst, Math.min(inFirst + length, pageSize));
      if (copied < length) page(first + 1).copy(bytes, copied, 0, length - copied);
      return bytes;
    },
  };
}
