import { bind, type Koffi } from "./koffi.ts";

const maximumPath = 260;

/**
 * Where Windows is installed, as Windows itself says. An elevated process must not take it from its environment, which
 * the user's registry can change. kernel32 is in every process already, so its bare name loads nothing else.
 */
export function windowsFolder(ffi: Koffi): string {
  const get = bind<[Buffer, number], number>(ffi.load("kernel32.dll"), "GetSystemWindowsDirectoryW", "uint32", [
    "void *",
    "uint32",
  ]);
  const buffer = Buffer.alloc(2 * maximumPath);
  const length = get(buffer, maximumPath);
  if (length === 0 || length >= maximumPath) throw new Error("Windows does not report where it is installed.");
  return buffer.toString("utf16le", 0, 2 * length);
}
