import path from "node:path";
import { hresultOfWin32 } from "../hcs/hresult.ts";
import { bindAccessLists } from "./access-list.ts";
import { type Box, bind, callAsync, type Koffi, openLibrary, type Pointer } from "./koffi.ts";
import type { LibraryTable } from "./libraries.ts";

/** Gives the group of all VMs full access to a file, or to a folder and what is in it; the result is an HRESULT. */
export type GrantToVmGroup = (file: string) => Promise<number>;

/** `NT VIRTUAL MACHINE\Virtual Machines`. */
const vmGroup = "S-1-5-83-0";
const shareReadAndWrite = 3;
/** `FILE_FLAG_BACKUP_SEMANTICS`, without which no folder is opened, and `FILE_ATTRIBUTE_NORMAL`. */
const anyFile = 0x0200_0080;
const fileObject = 1;
const discretionaryList = 4;

/**
 * An `EXPLICIT_ACCESS_W` on x64: permissions, mode and inheritance at 0, 4 and 8; a `TRUSTEE_W` at 16, with its form at 28, its
 * type at 32 and the SID's address at 40. As hcsshim fills it (`GrantVmGroupAccessWithMask`), but that a file passes on the
 * inheritance too, which means nothing there.
 */
export function fullAccessOf(sid: Pointer): Buffer {
  const [genericAll, grant, folderAndFiles, isSid, wellKnownGroup] = [0x1000_0000, 1, 3, 0, 5];
  const entry = Buffer.alloc(48);
  entry.writeUInt32LE(genericAll, 0);
  entry.writeUInt32LE(grant, 4);
  entry.writeUInt32LE(folderAndFiles, 8);
  entry.writeUInt32LE(isSid, 28);
  entry.writeUInt32LE(wellKnownGroup, 32);
  entry.writeBigUInt64LE(sid, 40);
  return entry;
}

/** Binds advapi32's part. @throws {MissingLibraryError} */
export function bindVmGroup(ffi: Koffi, table: LibraryTable): GrantToVmGroup {
  const advapi = openLibrary(ffi, table, "advapi32");
  const kernel = openLibrary(ffi, table, "kernel32");
  const lists = bindAccessLists(ffi, table);
  const handle = "void *";
  const out = ffi.out(ffi.pointer(handle));
  const lastError = bind<[], number>(kernel, "GetLastError", "uint32", []);
  const toSid = bind<[string, Box], number>(advapi, "ConvertStringSidToSidW", "int32", ["str16", out]);
  const get = bind<[bigint, number, number, null, null, Box, null, Box], number>(advapi, "GetSecurityInfo", "uint32", [
    "uint64",
    "int32",
    "uint32",
    handle,
    handle,
    out,
    handle,
    out,
  ]);
  const add = bind<[number, Buffer, Pointer, Box], number>(advapi, "SetEntriesInAclW", "uint32", [
    "uint32",
    handle,
    handle,
    out,
  ]);

  const grant = async (file: bigint): Promise<number> => {
    const [sid, list, descriptor, changed]: [Box, Box, Box, Box] = [[null], [null], [null], [null]];
    try {
      if (toSid(vmGroup, sid) === 0 || sid[0] === null) return lastError();
      const got = get(file, fileObject, discretionaryList, null, null, list, null, descriptor);
      // Without a list everybody has full access; a list of one entry would take it from all others.
      if (got !== 0 || list[0] === null) return got;
      const added = add(1, fullAccessOf(sid[0]), list[0], changed);
      if (added !== 0 || changed[0] === null) return added;
      // A folder hands its entries down, which takes a while where there is much in it.
      return await callAsync(lists.set, file, fileObject, discretionaryList, null, null, changed[0], null);
    } finally {
      for (const box of [sid, descriptor, changed]) lists.free(box);
    }
  };
  return async (file) => {
    const opened = lists.open(path.toNamespacedPath(file), shareReadAndWrite, anyFile);
    if (opened === undefined) return hresultOfWin32(lastError());
    try {
      return hresultOfWin32(await grant(opened));
    } finally {
      lists.close(opened);
    }
  };
}
