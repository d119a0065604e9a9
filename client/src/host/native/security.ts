import { type Box, bind, type Koffi, openLibrary, type Pointer } from "./koffi.ts";
import type { LibraryTable } from "./libraries.ts";

/** What Windows says about this process and about services. */
export interface WindowsSecurity {
  readonly isElevated: () => boolean | undefined;
  /** Membership that counts in this process's token. `sid`: as text, `S-1-…`. */
  readonly isMember: (sid: string) => boolean | undefined;
  readonly serviceState: (name: string) => "running" | "stopped" | "missing" | undefined;
}

const access = { tokenQuery: 8, managerConnect: 1, serviceQueryStatus: 4 } as const;
const tokenElevation = 20;
const serviceDoesNotExist = 1060;
const serviceRunning = 4;
const serviceStatusSize = 28;

/** The group Hyper-V Administrators. */
export const hyperVAdministrators = "S-1-5-32-578";

/** Binds advapi32. @throws {MissingLibraryError} where this is no Windows */
export function bindSecurity(ffi: Koffi, table: LibraryTable): WindowsSecurity {
  const advapi = openLibrary(ffi, table, "advapi32");
  const kernel = openLibrary(ffi, table, "kernel32");
  const handle = "void *";
  const out = ffi.out(ffi.pointer(handle));
  const currentProcess = bind<[], Pointer>(kernel, "GetCurrentProcess", handle, []);
  const closeHandle = bind<[Pointer], number>(kernel, "CloseHandle", "int32", [handle]);
  const localFree = bind<[Pointer], Pointer | null>(kernel, "LocalFree", handle, [handle]);
  const lastError = bind<[], number>(kernel, "GetLastError", "uint32", []);
  const openToken = bind<[Pointer, number, Box], number>(advapi, "OpenProcessToken", "int32", [handle, "uint32", out]);
  const tokenInformation = bind<[Pointer, number, Buffer, number, Buffer], number>(
    advapi,
    "GetTokenInformation",
    "int32",
    [handle, "int32", handle, "uint32", handle],
  );
  const toSid = bind<[string, Box], number>(advapi, "ConvertStringSidToSidW", "int32", ["str16", out]);
  const checkMembership = bind<[null, Pointer, Buffer], number>(advapi, "CheckTokenMembership", "int32", [
    handle,
    handle,
    handle,
  ]);
  const openManager = bind<[null, null, number], Pointer | null>(advapi, "OpenSCManagerW", handle, [
    "str16",
    "str16",
    "uint32",
  ]);
  const openService = bind<[Pointer, string, number], Pointer | null>(advapi, "OpenServiceW", handle, [
    handle,
    "str16",
    "uint32",
  ]);
  const queryStatus = bind<[Pointer, Buffer], number>(advapi, "QueryServiceStatus", "int32", [handle, handle]);
  const closeService = bind<[Pointer], number>(advapi, "CloseServiceHandle", "int32", [handle]);

  const stateOf = (service: Pointer): "running" | "stopped" | undefined => {
    const status = Buffer.alloc(serviceStatusSize);
    if (queryStatus(service, status) === 0) return undefined;
    return status.readUInt32LE(4) === serviceRunning ? "running" : "stopped";
  };
  return {
    isElevated: () => {
      const token: Box = [null];
      if (openToken(currentProcess(), access.tokenQuery, token) === 0 || token[0] === null) return undefined;
      const [value, length] = [Buffer.alloc(4), Buffer.alloc(4)];
      const isKnown = tokenInformation(token[0], tokenElevation, value, value.length, length) !== 0;
      closeHandle(token[0]);
      return isKnown ? value.readUInt32LE() !== 0 : undefined;
    },
    isMember: (sid) => {
      const box: Box = [null];
      if (toSid(sid, box) === 0 || box[0] === null) return undefined;
      const value = Buffer.alloc(4);
      const isKnown = checkMembership(null, box[0], value) !== 0;
      localFree(box[0]);
      return isKnown ? value.readUInt32LE() !== 0 : undefined;
    },
    serviceState: (name) => {
      const manager = openManager(null, null, access.managerConnect);
      if (manager === null) return undefined;
      const service = openService(manager, name, access.serviceQueryStatus);
      const error = service === null ? lastError() : 0;
      const state = service === null ? undefined : stateOf(service);
      if (service !== null) closeService(service);
      closeService(manager);
      return error === serviceDoesNotExist ? "missing" : state;
    },
  };
}
