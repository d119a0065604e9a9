import path from "node:path";
import { bind, callAsync, type Koffi, loadKoffi, type NativeFunction } from "./koffi.ts";
import type { DataRange } from "./posix-files.ts";

/** What Node does not offer of Windows' file systems. Files are named by absolute paths, long ones too. */
export interface WindowsFiles {
  /** The ranges with data, in order; undefined where the file system does not tell. */
  readonly dataRanges: (file: string, size: number) => Promise<readonly DataRange[] | undefined>;
  /** Lets a file have holes; false where it cannot. */
  readonly makeSparse: (file: string) => Promise<boolean>;
  /** Whether this process may make files in a folder that is there. It is opened for that, and nothing is made. */
  readonly mayAddFiles: (folder: string) => Promise<boolean>;
  /** Whether files of that file's volume can share blocks (ReFS). */
  readonly canShareBlocks: (file: string) => Promise<boolean>;
  /** Has the second file share the blocks of the first one; both have that size already. False where it cannot, or not wholly. */
  readonly shareBlocks: (from: string, to: string, size: number, cluster: number) => Promise<boolean>;
}

type Handle = bigint;
type Control = NativeFunction<[Handle, number, Buffer | null, number, Buffer | null, number, Buffer, null], number>;

const invalidHandle = 0xffff_ffff_ffff_ffffn;
/** `addFiles`: `FILE_ADD_FILE | FILE_ADD_SUBDIRECTORY`. */
const access = { read: 0x8000_0000, readAndWrite: 0xc000_0000, addFiles: 6 } as const;
/** `FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE`. */
const shareAll = 7;
const openExisting = 3;
/** `FILE_FLAG_BACKUP_SEMANTICS`, without which no folder is opened. */
const foldersToo = 0x0200_0000;
const controls = { setSparse: 0x900c4, queryAllocatedRanges: 0x940cf, duplicateExtents: 0x98344 } as const;
/** `FILE_SUPPORTS_BLOCK_REFCOUNTING`. */
const sharesBlocks = 0x0800_0000;

/** `FILE_ALLOCATED_RANGE_BUFFER`: offset and length, 8 bytes each. */
const rangeSize = 16;
const rangesAtOnce = 1024;
/** Blocks are shared in pieces below 4 GiB. */
const sharedAtOnce = 2 ** 30;

const int64s = (...values: readonly bigint[]): Buffer => {
  const bytes = Buffer.alloc(8 * values.length);
  for (const [index, value] of values.entries()) bytes.writeBigUInt64LE(value, 8 * index);
  return bytes;
};

async function queryRanges(control: Control, file: Handle, size: number): Promise<readonly DataRange[] | undefined> {
  const ranges: DataRange[] = [];
  const found = Buffer.alloc(rangeSize * rangesAtOnce);
  for (let from = 0; from < size; ) {
    const asked = int64s(BigInt(from), BigInt(size - from));
    const returned = Buffer.alloc(4);
    const code = controls.queryAllocatedRanges;
    const isDone = await callAsync(control, file, code, asked, asked.length, found, found.length, returned, null);
    const count = Math.floor(Math.min(returned.readUInt32LE(), found.length) / rangeSize);
    for (let index = 0; index < count; index++) {
      const start = Number(found.readBigInt64LE(rangeSize * index));
      const end = Math.min(size, start + Number(found.readBigInt64LE(rangeSize * index + 8)));
      if (start < from || end <= start) return undefined;
      ranges.push({ start, end });
      from = end;
    }
    if (isDone !== 0) return ranges;
    // More than fits is told by a failure with ranges; any other failure comes with none.
    if (count === 0) return undefined;
  }
  return ranges;
}

/** Binds the file calls of a kernel32. @throws {MissingLibraryError} */
export function bindWindowsFiles(ffi: Koffi, kernel32: string): WindowsFiles {
  const library = ffi.load(kernel32);
  const handle = "uint64";
  const open = bind<[string, number, number, null, number, number, null], number | bigint>(
    library,
    "CreateFileW",
    handle,
    ["str16", "uint32", "uint32", "void *", "uint32", "uint32", "void *"],
  );
  const close = bind<[Handle], number>(library, "CloseHandle", "int32", [handle]);
  const control: Control = bind(library, "DeviceIoControl", "int32", [
    handle,
    "uint32",
    "void *",
    "uint32",
    "void *",
    "uint32",
    "void *",
    "void *",
  ]);
  const volume = bind<[Handle, null, number, null, null, Buffer, null, number], number>(
    library,
    "GetVolumeInformationByHandleW",
    "int32",
    [handle, "void *", "uint32", "void *", "void *", "void *", "void *", "uint32"],
  );
  const withFile = async <T>(
    file: string,
    rights: number,
    otherwise: T,
    use: (opened: Handle) => Promise<T>,
  ): Promise<T> => {
    const name = path.toNamespacedPath(file);
    const opened = BigInt(await callAsync(open, name, rights, shareAll, null, openExisting, foldersToo, null));
    if (opened === invalidHandle) return otherwise;
    try {
      return await use(opened);
    } finally {
      close(opened);
    }
  };
  const share = async (from: Handle, to: Handle, size: number): Promise<boolean> => {
    for (let at = 0; at < size; at += sharedAtOnce) {
      const count = BigInt(Math.min(sharedAtOnce, size - at));
      const wanted = int64s(from, BigInt(at), BigInt(at), count);
      const code = controls.duplicateExtents;
      if ((await callAsync(control, to, code, wanted, wanted.length, null, 0, Buffer.alloc(4), null)) === 0)
        return false;
    }
    return true;
  };
  return {
    dataRanges: (file, size) =>
      withFile<readonly DataRange[] | undefined>(file, access.read, undefined, (opened) =>
        queryRanges(control, opened, size),
      ),
    makeSparse: (file) =>
      withFile(file, access.readAndWrite, false, async (opened) => {
        const done = await callAsync(control, opened, controls.setSparse, null, 0, null, 0, Buffer.alloc(4), null);
        return done !== 0;
      }),
    mayAddFiles: (folder) => withFile(folder, access.addFiles, false, async () => true),
    canShareBlocks: (file) =>
      withFile(file, access.read, false, async (opened) => {
        const flags = Buffer.alloc(4);
        const isKnown = (await callAsync(volume, opened, null, 0, null, null, flags, null, 0)) !== 0;
        return isKnown && (flags.readUInt32LE() & sharesBlocks) !== 0;
      }),
    shareBlocks: (from, to, size, cluster) =>
      withFile(from, access.read, false, (source) =>
        withFile(to, access.readAndWrite, false, (target) =>
          // The last cluster is shared whole, beyond the file's end.
          share(source, target, Math.ceil(size / cluster) * cluster),
        ),
      ),
  };
}

/** Binds Windows' own. kernel32 is in every process already, so its bare name loads nothing else. */
export async function loadWindowsFiles(): Promise<WindowsFiles | undefined> {
  const ffi = await loadKoffi().catch(() => undefined);
  return ffi && bindWindowsFiles(ffi, "kernel32.dll");
}
