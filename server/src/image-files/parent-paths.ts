import path from "node:path";
import type { ParentLocator } from "../disks/image/disk-image.ts";

/**
 * Where a parent may be that a disk names: at the paths it gives, and beside it by name, since a chain that was copied
 * from its host keeps its names but not its place. Paths into the network are left out: an image is foreign, and
 * asking the server that it names would tell that server who reads it.
 */
export function parentPaths(locators: readonly ParentLocator[], childFolder: string): readonly string[] {
  const named = locators.map(({ path: stored }) => stored).filter((stored) => stored !== "" && !isNetwork(stored));
  const places = named.flatMap((stored) => placesOf(stored, childFolder));
  const beside = named.map((stored) => path.join(childFolder, path.win32.basename(stored)));
  return [...new Set([...places, ...beside])];
}

function placesOf(stored: string, childFolder: string): readonly string[] {
  if (isAbsolute(stored)) return path.sep === "\\" || stored.startsWith("/") ? [stored] : [];
  return [path.resolve(childFolder, stored.replaceAll("\\", "/"))];
}

/** A drive, a volume by its GUID, or a place of the tool that made the image on another system. */
function isAbsolute(stored: string): boolean {
  return /^([a-z]:|\\\\\?\\|[\\/])/i.test(stored);
}

/** `\\server\share`, also as `//server/share`, `\\?\UNC\server` or a device such as `\\.\pipe`; not `\\?\Volume{…}` and `\\?\C:`. */
function isNetwork(stored: string): boolean {
  return /^[\\/]{2}/.test(stored) && !/^\\\\\?\\(volume\{[0-9a-f-]+\}|[a-z]:)\\/i.test(stored);
}
