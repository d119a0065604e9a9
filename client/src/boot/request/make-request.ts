import path from "node:path";
import type { BootFinding, BootPlanMessage, BootRequest, PlannedBoot } from "../../../../server/src/protocol.ts";

/** What the user's settings say of every boot. */
export interface BootSettings {
  /** Seconds from the VM's start until its guest has connected and answered. */
  readonly connectionTimeout: number;
  /** Folder of records where a boot has no debug folder; "": the extension's own storage. */
  readonly debugFolder: string;
  readonly keepWorkFiles: boolean;
}

/** The folders of the extension's own. */
export interface BootFolders {
  /** Work files, a folder for each run. */
  readonly work: string;
  /** Records of runs without a debug folder. */
  readonly records: string;
}

const inPlan = ({ message, line, code }: BootFinding): string => `line ${line + 1}: ${message} (${code})`;

/** What the editor reports is what the preflight and the record say as well. */
function withFindings(plan: BootPlanMessage, findings: readonly BootFinding[]): BootPlanMessage {
  return { ...plan, warnings: [...plan.warnings, ...findings.map(inPlan)] };
}

/** Where a run's record goes. */
function recordFolderOf({ debugFolder }: PlannedBoot, settings: BootSettings, folders: BootFolders): string {
  if (debugFolder !== "" && path.isAbsolute(debugFolder)) return debugFolder;
  return settings.debugFolder !== "" && path.isAbsolute(settings.debugFolder) ? settings.debugFolder : folders.records;
}

/** The request for the host of a planned boot. `context` is for the record only. */
export function makeRequest(
  planned: PlannedBoot,
  runFolder: string,
  settings: BootSettings,
  folders: BootFolders,
  context: BootRequest["context"],
): BootRequest {
  return {
    plan: withFindings(planned.plan, planned.findings),
    runFolder,
    recordFolder: recordFolderOf(planned, settings, folders),
    newScratch: planned.newScratch,
    keepWorkFiles: settings.keepWorkFiles,
    timeouts: { connection: Math.max(1, Math.round(settings.connectionTimeout * 1000)) },
    context,
  };
}
