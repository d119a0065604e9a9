import { loadKoffi } from "./koffi.ts";

/** Bytes of a file from `start` up to but without `end`. */
export interface DataRange {
  readonly start: number;
  readonly end: number;
}

/** The first range with data at or after an offset; undefined where there is none. */
export type RangeFinder = (from: number) => DataRange | undefined;

/** `SEEK_DATA` and `SEEK_HOLE` of `lseek(2)`. */
const seeks: Readonly<Partial<Record<NodeJS.Platform, { readonly data: number; readonly hole: number }>>> = {
  linux: { data: 3, hole: 4 },
  darwin: { data: 4, hole: 3 },
};

/** `ENXIO`: no data from there on. */
const noData = 6;

/**
 * Tells where an open file has data, so that nobody reads its holes. Where the system, its file system or koffi cannot
 * tell, all of the file counts as data.
 * @param descriptor its position is moved
 * @param size of the file, bytes
 */
export async function findData(descriptor: number, size: number): Promise<RangeFinder> {
  const rest: RangeFinder = (start) => (start < size ? { start, end: size } : undefined);
  const whence = seeks[process.platform];
  const ffi = whence === undefined ? undefined : await loadKoffi().catch(() => undefined);
  if (whence === undefined || ffi === undefined) return rest;
  const lseek = ffi.load(null).func("lseek", "int64", ["int", "int64", "int"]);
  const seek = (from: number, to: number): number => Number(lseek(descriptor, from, to));
  return (from) => {
    if (from >= size) return undefined;
    const start = seek(from, whence.data);
    if (start < 0) return ffi.errno() === noData ? undefined : rest(from);
    const end = seek(start, whence.hole);
    return { start, end: end < 0 ? size : Math.min(end, size) };
  };
}
