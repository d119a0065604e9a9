import { hypervisorElements } from "./hypervisor-elements.ts";
import { libraryElements } from "./library-elements.ts";
import { loaderElements } from "./loader-elements.ts";
import type { ApplicationKind } from "./object-type.ts";
import {
  bootManagerElements,
  deviceElements,
  memoryTesterElements,
  resumeElements,
  setupElements,
} from "./other-elements.ts";

const byApplication: ReadonlyMap<ApplicationKind, readonly ReadonlyMap<number, string>[]> = new Map([
  ["boot-manager", [bootManagerElements]],
  ["os-loader", [loaderElements, hypervisorElements]],
  ["resume", [resumeElements]],
  ["memory-tester", [memoryTesterElements]],
]);

/** Tables for objects that other applications inherit from: whoever inherits decides, the loader is the usual one. */
const inherited = [loaderElements, hypervisorElements, bootManagerElements, resumeElements];

/** An element's name in an object of this kind; `undefined`: nobody has published one. */
export function elementName(code: number, application: ApplicationKind): string | undefined {
  const tables = byApplication.get(application) ?? inherited;
  const found = [libraryElements, deviceElements, setupElements, ...tables].find((table) => table.has(code));
  return found?.get(code);
}
