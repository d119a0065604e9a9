import type { ByteSource } from "../byte-source.ts";
import type { Extent } from "../extent-source.ts";
import { DiskError } from "../problem.ts";

/** The extent of `length` bytes at `at` in the image file, cut at its end. @throws DiskError `block-beyond-file` */
export function fileExtent(file: ByteSource, at: number, length: number): Extent {
  if (at < file.size) return { length: Math.min(length, file.size - at), base: file, at };
  const message = `The data should be at ${at} in the image file, which ends at ${file.size}: the file is cut off or its table is damaged.`;
  throw new DiskError("block-beyond-file", message, at);
}
