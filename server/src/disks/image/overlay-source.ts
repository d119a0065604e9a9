import { type ByteSource, checkRange } from "../byte-source.ts";

export const overlayPageSize = 4096;

/** Pages that lie over a file without being written to it, by page index. */
export type OverlayPages = ReadonlyMap<number, Buffer>;

/** The file as it would be with the pages written; it grows where a page lies behind its end. */
export function overlaySource(base: ByteSource, pages: OverlayPages): ByteSource {
  let size = base.size;
  for (const index of pages.keys()) size = Math.max(size, (index + 1) * overlayPageSize);

  const readBase = (offset: number, length: number): Buffer => {
    if (offset + length <= base.size) return base.read(offset, length);
    const bytes = Buffer.alloc(length);
    if (offset < base.size) base.read(offset, base.size - offset).copy(bytes);
    return bytes;
  };

  return {
    size,
    read(offset, length) {
      checkRange(size, offset, length);
      const first = Math.floor(offset / overlayPageSize);
      const last = Math.floor((offset + length - 1) / overlayPageSize);
      let patched: Buffer | undefined;
      for (let index = first; index <= last; index++) {
        const page = pages.get(index);
        if (page === undefined) continue;
        patched ??= Buffer.from(readBase(offset, length));
        const start = index * overlayPageSize;
        if (start >= offset) page.copy(patched, start - offset);
        else page.copy(patched, 0, offset - start);
      }
      return patched ?? readBase(offset, length);
    },
  };
}
