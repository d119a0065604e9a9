import { DiskError } from "./problem.ts";

/**
 * Bytes that can be read at any place: an image file, the virtual disk inside it, a volume of that disk.
 *
 * Reading is synchronous by design: it happens in the server's or the command line's own process, never in VS Code's
 * extension host, and a parser that hops from structure to structure is simpler and several times faster without promises.
 */
export interface ByteSource {
  /** Size in bytes. */
  readonly size: number;
  /**
   * Exactly `length` bytes from `offset`. The result may be shared with a cache: callers never write into it.
   * @throws DiskError `read-beyond-end` where the range does not lie inside the source; other codes where bytes are unreadable.
   */
  read(offset: number, length: number): Buffer;
  /**
   * The same into the caller's own bytes, all of them; what reads much needs no memory for it then. Asked through
   * {@link readInto}: not every source has it.
   */
  readInto?(offset: number, target: Buffer): void;
}

/** Fills `target` with the bytes from `offset` on. @throws DiskError as {@link ByteSource.read} */
export function readInto(source: ByteSource, offset: number, target: Buffer): void {
  if (source.readInto !== undefined) source.readInto(offset, target);
  else source.read(offset, target.length).copy(target);
}

/** No structure that we read at once is larger: lengths come from untrusted images. */
export const maxReadLength = 64 * 1024 * 1024;

/** Throws unless `[offset, offset + length)` lies in a source of `size` bytes and is of a sane length. */
export function checkRange(size: number, offset: number, length: number): void {
  if (offset >= 0 && length >= 0 && offset + length <= size && length <= maxReadLength) return;
  const reason = length > maxReadLength ? "more than is read at once" : `the end is at ${size}`;
  throw new DiskError("read-beyond-end", `Cannot read ${length} bytes at offset ${offset}: ${reason}.`, offset);
}

/** A source over bytes in memory. */
export function memorySource(bytes: Uint8Array): ByteSource {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    size: buffer.length,
    read(offset, length) {
      checkRange(buffer.length, offset, length);
      return buffer.subarray(offset, offset + length);
    },
  };
}

/** The part `[start, start + size)` of a source, as a source; `size` is cut at the end of the base. Its errors count from the base's start. */
export function sliceSource(base: ByteSource, start: number, size: number): ByteSource {
  const available = Math.max(0, Math.min(size, base.size - start));
  const check = (offset: number, length: number): void => {
    if (offset >= 0) checkRange(start + available, start + offset, length);
    else checkRange(available, offset, length);
  };
  return {
    size: available,
    read(offset, length) {
      check(offset, length);
      return base.read(start + offset, length);
    },
    readInto(offset, target) {
      check(offset, target.length);
      readInto(base, start + offset, target);
    },
  };
}
