import { type ByteSource, checkRange } from "./byte-source.ts";
import { Recent } from "./recent.ts";

const pageSize = 16 * 1024;
const maxPages = 512;

/**
 * Keeps the last 8 MiB of 16 KiB pages, so that a parser may read a few bytes at a time.
 * Reads longer than a page go straight to the base and leave the pages as they are: file contents must not push out tables.
 */
export function cachedSource(base: ByteSource): ByteSource {
  const pages = new Recent<number, Buffer>(maxPages);

  const page = (index: number): Buffer => {
    const known = pages.get(index);
    if (known !== undefined) return known;
    const start = index * pageSize;
    const loaded = base.read(start, Math.min(pageSize, base.size - start));
    pages.set(index, loaded);
    return loaded;
  };

  return {
    size: base.size,
    read(offset, length) {
      checkRange(base.size, offset, length);
      if (length === 0) return Buffer.alloc(0);
      if (length > pageSize) return base.read(offset, length);
      const first = Math.floor(offset / pageSize);
      const inFirst = offset - first * pageSize;
      if (inFirst + length <= pageSize) return page(first).subarray(inFirst, inFirst + length);
      const head = page(first).subarray(inFirst);
      return Buffer.concat([head, page(first + 1).subarray(0, length - head.length)]);
    },
  };
}
