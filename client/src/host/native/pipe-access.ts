import { sleep } from "../wait.ts";
import { bindAccessLists } from "./access-list.ts";
import { type Box, bind, type Koffi, openLibrary, type Pointer } from "./koffi.ts";
import type { LibraryTable } from "./libraries.ts";

/** Full access for the system and for administrators; reading and writing for one user; nothing for anybody else. */
const pipeAccess = (sid: string): string => `D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;0x12019f;;;${sid})`;

/** The SID of a user, group or well-known account as text. */
export const isSid = (text: string): boolean => /^S-1-\d{1,14}(-\d{1,10}){1,15}$/.test(text);

const shareAll = 7;
const kernelObject = 6;
/** `DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION`. */
const protectedDacl = 0x8000_0004;
const sddlRevision = 1;
const mostTries = 20;
const retryMs = 50;

/**
 * Lets one user, besides administrators, use a pipe of this process. The pipes of an elevated process are for administrators
 * only, which the same user's other programs are not. @throws {Error} where Windows refuses it
 */
export async function openPipeTo(ffi: Koffi, table: LibraryTable, pipe: string, sid: string): Promise<void> {
  if (!isSid(sid)) throw new Error(`${sid} is not the identifier of a user.`);
  const advapi = openLibrary(ffi, table, "advapi32");
  const lists = bindAccessLists(ffi, table);
  const out = ffi.out(ffi.pointer("void *"));
  const describe = bind<[string, number, Box, null], number>(
    advapi,
    "ConvertStringSecurityDescriptorToSecurityDescriptorW",
    "int32",
    ["str16", "uint32", out, "void *"],
  );
  const listOf = bind<[Pointer, Buffer, Box, Buffer], number>(advapi, "GetSecurityDescriptorDacl", "int32", [
    "void *",
    "void *",
    out,
    "void *",
  ]);
  const descriptor: Box = [null];
  if (describe(pipeAccess(sid), sddlRevision, descriptor, null) === 0 || descriptor[0] === null)
    throw new Error(`Windows does not know who ${sid} is.`);
  try {
    const list: Box = [null];
    const isThere = listOf(descriptor[0], Buffer.alloc(4), list, Buffer.alloc(4)) !== 0;
    const dial = (): bigint | undefined => lists.open(pipe, shareAll, 0);
    let handle = dial();
    // Whoever dials at the same time may have taken all instances.
    for (let tries = 0; handle === undefined && tries < mostTries; tries++) {
      await sleep(retryMs);
      handle = dial();
    }
    if (!isThere || list[0] === null || handle === undefined) throw new Error(`${pipe} cannot be opened to ${sid}.`);
    const error = lists.set(handle, kernelObject, protectedDacl, null, null, list[0], null);
    lists.close(handle);
    if (error !== 0) throw new Error(`${pipe} cannot be opened to ${sid}: Windows error ${error}.`);
  } finally {
    lists.free(descriptor);
  }
}
