import type { TimeZone } from "../gcs/requests.ts";
import { SocketPoller } from "../sockets/poller.ts";
import { bindComputeCore, type ComputeCore } from "./computecore.ts";
import { loadKoffi } from "./koffi.ts";
import type { LibraryTable } from "./libraries.ts";
import { readTimeZone } from "./time-zone.ts";
import { bindVirtDisk, type SetDiskIdentifier } from "./virtdisk.ts";
import { bindVmGroup, type GrantToVmGroup } from "./vm-group.ts";
import { bindWinsock, type Winsock } from "./winsock.ts";

/** The native side of a boot. */
export interface Natives {
  readonly core: ComputeCore;
  /** Undefined where nothing but HCS says who may use files. */
  readonly grantToVmGroup: GrantToVmGroup | undefined;
  readonly setDiskIdentifier: SetDiskIdentifier;
  readonly winsock: Winsock;
  readonly poller: SocketPoller;
  readonly timeZone: () => TimeZone;
}

/** Loads everything that a boot calls. @throws {MissingLibraryError} */
export async function loadNatives(table: LibraryTable): Promise<Natives> {
  const ffi = await loadKoffi();
  const winsock = bindWinsock(ffi, table);
  return {
    core: bindComputeCore(ffi, table),
    grantToVmGroup: table.advapi32 === undefined ? undefined : bindVmGroup(ffi, table),
    setDiskIdentifier: bindVirtDisk(ffi, table),
    winsock,
    poller: new SocketPoller(winsock),
    timeZone: () => readTimeZone(ffi, table),
  };
}
