import { type Box, bind, type Koffi, type NativeFunction, openLibrary, type Pointer } from "./koffi.ts";
import type { LibraryTable } from "./libraries.ts";

/** A handle of a file, a folder or a pipe. */
type Handle = bigint;

/** What it takes to change who may use a file, a folder or a pipe. */
export interface AccessLists {
  /**
   * Opens it to change its access list (`READ_CONTROL | WRITE_DAC`), and for no data; undefined where that is not given.
   * @param share `FILE_SHARE_…` and `flags` `FILE_FLAG_…`, as CreateFileW has them
   */
  readonly open: (name: string, share: number, flags: number) => Handle | undefined;
  readonly close: (handle: Handle) => void;
  /** SetSecurityInfo: handle, kind of object, what is set, owner, group, the access list, and the audit list; a Windows error. */
  readonly set: NativeFunction<[Handle, number, number, null, null, Pointer, null], number>;
  /** Frees what Windows has allocated for an answer, if it has. */
  readonly free: (box: Box) => void;
}

const changeAccess = 0x6_0000;
const openExisting = 3;
const invalidHandle = 0xffff_ffff_ffff_ffffn;

/** Binds parts of advapi32 and kernel32. @throws {MissingLibraryError} */
export function bindAccessLists(ffi: Koffi, table: LibraryTable): AccessLists {
  const advapi = openLibrary(ffi, table, "advapi32");
  const kernel = openLibrary(ffi, table, "kernel32");
  const pointer = "void *";
  const open = bind<[string, number, number, null, number, number, null], number | bigint>(
    kernel,
    "CreateFileW",
    "uint64",
    ["str16", "uint32", "uint32", pointer, "uint32", "uint32", pointer],
  );
  const close = bind<[Handle], number>(kernel, "CloseHandle", "int32", ["uint64"]);
  const localFree = bind<[Pointer], Pointer | null>(kernel, "LocalFree", pointer, [pointer]);
  return {
    open: (name, share, flags) => {
      const handle = BigInt(open(name, changeAccess, share, null, openExisting, flags, null));
      return handle === invalidHandle ? undefined : handle;
    },
    close: (handle) => void close(handle),
    set: bind(advapi, "SetSecurityInfo", "uint32", ["uint64", "int32", "uint32", pointer, pointer, pointer, pointer]),
    free: ([allocated]) => {
      if (allocated !== null) localFree(allocated);
    },
  };
}
