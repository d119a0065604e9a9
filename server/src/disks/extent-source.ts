import { type ByteSource, checkRange } from "./byte-source.ts";

/** Where the bytes of the virtual disk from some offset on come from. */
export interface Extent {
  /** How many bytes this holds for; at least 1. */
  readonly length: number;
  /** `undefined`: the bytes are zero. */
  readonly base: ByteSource | undefined;
  /** Offset in `base`. */
  readonly at: number;
}

/** A source that is put together from extents; `extentAt` may throw a DiskError for a stretch that is lost. */
export function extentSource(size: number, extentAt: (offset: number) => Extent): ByteSource {
  const readExtent = (extent: Extent, length: number): Buffer => {
    if (extent.base === undefined) return Buffer.alloc(length);
    // A smaller base, such as a parent from before the disk was expanded, continues with zeros.
    const available = Math.max(0, Math.min(length, extent.base.size - extent.at));
    if (available === length) return extent.base.read(extent.at, length);
    const bytes = Buffer.alloc(length);
    if (available > 0) extent.base.read(extent.at, available).copy(bytes);
    return bytes;
  };

  return {
    size,
    read(offset, length) {
      checkRange(size, offset, length);
      if (length === 0) return Buffer.alloc(0);
      const first = extentAt(offset);
      if (first.length >= length) return readExtent(first, length);
      const bytes = Buffer.alloc(length);
      for (let done = 0; done < length; ) {
        const extent = done === 0 ? first : extentAt(offset + done);
        const part = Math.min(extent.length, length - done);
        if (extent.base !== undefined) readExtent(extent, part).copy(bytes, done);
        done += part;
      }
      return bytes;
    },
  };
}
