import type { CommonOptions } from "../common-options.ts";
import { joinPath } from "../windows-path.ts";
import type { GoObject } from "./go-json.ts";

/** Where a crashed Windows guest's memory goes. */
export interface CrashDumps {
  readonly debugOptions: GoObject;
  readonly guestCrashReporting: GoObject;
}

/** Files in the dump directory, named after the VM; undefined without one. */
export function crashDumps({ DumpDirectoryPath: folder, ID: id }: CommonOptions): CrashDumps | undefined {
  if (folder === "") return undefined;
  return {
    debugOptions: {
      BugcheckSavedStateFileName: joinPath(folder, `${id}-savedstate.vmrs`),
      BugcheckNoCrashdumpSavedStateFileName: joinPath(folder, `${id}-savedstate_nocrashdump.vmrs`),
    },
    guestCrashReporting: {
      WindowsCrashSettings: { DumpFileName: joinPath(folder, `${id}-windows-crash`), DumpType: "Full" },
    },
  };
}
