import type { CommonOptions } from "../common-options.ts";
import type { GoObject } from "./go-json.ts";

/** `Devices.ComPorts`: COM1 as a named pipe. */
export const comPorts = ({ ConsolePipe }: CommonOptions): GoObject | undefined =>
  ConsolePipe === "" ? undefined : { "0": { NamedPipe: ConsolePipe } };

/** A screen with keyboard, for people at the host. */
export function graphicsConsole({ EnableGraphicsConsole }: CommonOptions): {
  readonly VideoMonitor?: GoObject;
  readonly Keyboard?: GoObject;
  readonly EnhancedModeVideo?: GoObject;
} {
  return EnableGraphicsConsole ? { VideoMonitor: {}, Keyboard: {}, EnhancedModeVideo: {} } : {};
}
