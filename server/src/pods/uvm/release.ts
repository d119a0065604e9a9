import { isReadBy, lookup } from "../annotations/registry.ts";
import type { Platform } from "../manifest/annotation-set.ts";
import type { HcsshimVersion } from "../target.ts";
import { keys } from "./annotation-keys.ts";

/** Keys of v0.14 for Linux pods that a newer release knows under one name for both platforms. */
const olderNames: ReadonlyMap<string, string> = new Map([
  ["io.microsoft.virtualmachine.lcow.bootfilesrootpath", keys.bootFilesRootPath],
  ["io.microsoft.virtualmachine.lcow.no_security_hardware", keys.noSecurityHardware],
]);

/** False for a key that the release reads in a VM of the other platform alone, though a later one reads it in both. */
function isOfPlatform(key: string, release: HcsshimVersion, platform: Platform): boolean {
  const kinds = lookup(key)?.platformsIn?.[release];
  return kinds === undefined || kinds.some((kind) => kind.endsWith(platform));
}

/** The annotations that a release reads, under the newest names: to v0.14 a key of v0.15 is simply not there. */
export function readByRelease(
  annotations: ReadonlyMap<string, string>,
  release: HcsshimVersion,
  platform: Platform,
): ReadonlyMap<string, string> {
  if (release === "0.15") return annotations;
  const read = new Map<string, string>();
  for (const [key, value] of annotations) {
    const newName = olderNames.get(key);
    if (newName !== undefined && platform === "lcow") read.set(newName, value);
    else if (isReadBy(key, release) && isOfPlatform(key, release, platform)) read.set(key, value);
  }
  return read;
}
