import type { TimeZone } from "../gcs/requests.ts";
import { SocketPoller } from "../sockets/poller.ts";
import { bindComputeCore, type ComputeCore } from "./computecore.ts";
import { loadKoffi } from "./koffi.ts";
import type { LibraryTable } from "./libraries.ts";
import { readTimeZone } from "./time-zone.ts";
import { bindVirtDisk, type SetDiskIdentifier } from "./virtdisk.ts";
import { bindWinsock, type Winsock } from "./winsock.ts";

/** The native side of a boot. */
export interface Natives {
  readonly core: ComputeCore;
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
    setDiskIdentifier: bindVirtDisk(ffi, table),
    winsock,
    poller: new SocketPoller(winsock),
    timeZone: () => readTimeZone(ffi, table),
  };
}
