import { type ByteSource, checkRange, readInto } from "./byte-source.ts";
import { Recent } from "./recent.ts";

const pageSize = 16 * 1024;
const maxPages = 256;

/**
 * Keeps the last 4 MiB of 16 KiB pages, so that a parser may read a few bytes at a time.
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
    const room = pages.makeRoom() ?? Buffer.allocUnsafeSlow(pageSize);
    readInto(base, start, room.subarray(0, Math.min(pageSize, base.size - start)));
    pages.set(index, room);
    return room;
  };

  const fill = (offset: number, target: Buffer): void => {
    const { length } = target;
    if (length === 0) return;
    const first = Math.floor(offset / pageSize);
    const inFirst = offset - first * pageSize;
    const copied = page(first).copy(target, 0, inFirst, Math.min(inFirst + length, pageSize));
    if (copied < length) page(first + 1).copy(target, copied, 0, length - copied);
  };

  return {
    size: base.size,
    read(offset, length) {
      checkRange(base.size, offset, length);
      if (length > pageSize) return base.read(offset, length);
      const bytes = Buffer.allocUnsafe(length);
      fill(offset, bytes);
      return bytes;
    },
    readInto(offset, target) {
      checkRange(base.size, offset, target.length);
      if (target.length > pageSize) readInto(base, offset, target);
      else fill(offset, target);
    },
  };
}
