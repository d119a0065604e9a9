import { bindOptional, callAsync, loadKoffi } from "./koffi.ts";

/** Bytes of a file from `start` up to but without `end`. */
export interface DataRange {
  readonly start: number;
  readonly end: number;
}

/** What Node does not offer of Linux and macOS. Descriptors are Node's own; their positions are moved. */
export interface PosixFiles {
  /** The first range with data at or after an offset of a file; undefined where none follows. */
  readonly findData: (descriptor: number, size: number, from: number) => DataRange | undefined;
  /** Has the kernel copy bytes between files at the same offset. Returns how many it did; 0 where it does not. */
  readonly copyRange: (from: number, to: number, range: DataRange) => Promise<number>;
}

/** `SEEK_DATA` and `SEEK_HOLE` of `lseek(2)`. */
const seeks: Readonly<Partial<Record<NodeJS.Platform, { readonly data: number; readonly hole: number }>>> = {
  linux: { data: 3, hole: 4 },
  darwin: { data: 4, hole: 3 },
};

/** `ENXIO`: no data from there on. */
const noData = 6;

/** Binds the C library of this process; undefined where it, or koffi, cannot be had. */
export async function loadPosixFiles(): Promise<PosixFiles | undefined> {
  const whence = seeks[process.platform];
  const ffi = whence === undefined ? undefined : await loadKoffi().catch(() => undefined);
  if (whence === undefined || ffi === undefined) return undefined;
  const library = ffi.load(null);
  const lseek = bindOptional<[number, number, number], number | bigint>(library, "lseek", "int64", [
    "int",
    "int64",
    "int",
  ]);
  if (lseek === undefined) return undefined;
  const copy = bindOptional<[number, Buffer, number, Buffer, number, number], number | bigint>(
    library,
    "copy_file_range",
    "int64",
    ["int", "void *", "int", "void *", "uint64", "uint32"],
  );
  return {
    findData: (descriptor, size, from) => {
      if (from >= size) return undefined;
      const start = Number(lseek(descriptor, from, whence.data));
      // A file system that cannot tell has data everywhere.
      if (start < 0) return ffi.errno() === noData ? undefined : { start: from, end: size };
      const end = Number(lseek(descriptor, start, whence.hole));
      return { start, end: end < 0 ? size : Math.min(end, size) };
    },
    copyRange: async (from, to, { start, end }) => {
      if (copy === undefined) return 0;
      const offset = Buffer.alloc(16);
      offset.writeBigInt64LE(BigInt(start), 0);
      offset.writeBigInt64LE(BigInt(start), 8);
      const [source, target] = [offset.subarray(0, 8), offset.subarray(8)];
      return Math.max(0, Number(await callAsync(copy, from, source, to, target, end - start, 0)));
    },
  };
}
