import { guidBytes } from "../gcs/guid.ts";
import { hresultOfWin32 } from "../hcs/hresult.ts";
import { bind, callAsync, type Koffi, openLibrary, type Pointer } from "./koffi.ts";
import type { LibraryTable } from "./libraries.ts";

/** Sets the identifier of a VHD or VHDX; the result is an HRESULT. */
export type SetDiskIdentifier = (path: string, guid: string) => Promise<number>;

const storageTypeSize = 20;
const openParametersSize = 28;
const infoSize = 32;

/** `SET_VIRTUAL_DISK_INFO`: its version at 0, the GUID at 8. hcsshim tells the two formats apart by a lower-case suffix. */
export function diskIdentifierInfo(path: string, guid: string): Buffer {
  const info = Buffer.alloc(infoSize);
  info.writeUInt32LE(path.endsWith(".vhdx") ? 5 : 2, 0);
  guidBytes(guid).copy(info, 8);
  return info;
}

/** Binds virtdisk's part in a boot. @throws {MissingLibraryError} */
export function bindVirtDisk(ffi: Koffi, table: LibraryTable): SetDiskIdentifier {
  const library = openLibrary(ffi, table, "virtdisk");
  const open = bind<[Buffer, string, number, number, Buffer, [Pointer | null]], number>(
    library,
    "OpenVirtualDisk",
    "uint32",
    ["void *", "str16", "uint32", "uint32", "void *", ffi.out(ffi.pointer("void *"))],
  );
  const set = bind<[Pointer, Buffer], number>(library, "SetVirtualDiskInformation", "uint32", ["void *", "void *"]);
  const close = bind<[Pointer], number>(openLibrary(ffi, table, "kernel32"), "CloseHandle", "int32", ["void *"]);
  return async (path, guid) => {
    const parameters = Buffer.alloc(openParametersSize);
    parameters.writeUInt32LE(2, 0);
    const storageType = Buffer.alloc(storageTypeSize);
    const info = diskIdentifierInfo(path, guid);
    const box: [Pointer | null] = [null];
    const error = await callAsync(open, storageType, path, 0, 0, parameters, box);
    const [disk] = box;
    if (error !== 0 || disk === null) return hresultOfWin32(error);
    try {
      return hresultOfWin32(await callAsync(set, disk, info));
    } finally {
      close(disk);
    }
  };
}
