import { type ByteSource, checkRange, readInto } from "./byte-source.ts";

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
  const fill = (target: Buffer, { base, at }: Extent): void => {
    // A smaller base, such as a parent from before the disk was expanded, continues with zeros.
    const available = base === undefined ? 0 : Math.max(0, Math.min(target.length, base.size - at));
    if (base !== undefined && available > 0) readInto(base, at, target.subarray(0, available));
    target.fill(0, available);
  };
  const fillAll = (offset: number, target: Buffer, first: Extent): void => {
    for (let done = 0; done < target.length; ) {
      const extent = done === 0 ? first : extentAt(offset + done);
      const end = Math.min(target.length, done + extent.length);
      fill(target.subarray(done, end), extent);
      done = end;
    }
  };

  return {
    size,
    read(offset, length) {
      checkRange(size, offset, length);
      if (length === 0) return Buffer.alloc(0);
      const first = extentAt(offset);
      const { base, at } = first;
      // All of it in one place is taken as it is: nothing to copy.
      if (base !== undefined && first.length >= length && at + length <= base.size) return base.read(at, length);
      const bytes = Buffer.allocUnsafe(length);
      fillAll(offset, bytes, first);
      return bytes;
    },
    readInto(offset, target) {
      checkRange(size, offset, target.length);
      if (target.length > 0) fillAll(offset, target, extentAt(offset));
    },
  };
}
