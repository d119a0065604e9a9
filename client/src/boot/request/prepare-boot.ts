import { randomBytes } from "node:crypto";
import os from "node:os";
import path from "node:path";
import { env, version as vscodeVersion } from "vscode";
import type { BootRequest, BootSource, MachinePaths, PlannedBoot } from "../../../../server/src/protocol.ts";
import { UserError } from "../../infrastructure/errors.ts";
import { readSetting } from "../../infrastructure/settings.ts";
import { textProperty } from "../../infrastructure/unknown.ts";
import type { BootContext } from "../boot-context.ts";
import type { SessionKind } from "../session/boot-session.ts";
import { openSource } from "../source/choose-source.ts";
import { type BootFolders, type BootSettings, makeRequest } from "./make-request.ts";

/** A boot that is planned down to its request. */
export interface PreparedBoot {
  readonly planned: PlannedBoot;
  readonly request: BootRequest;
}

/** Characters of a spec that are kept in the record. */
const keptSpec = 256 * 1024;

/** The folders that the extension may write to. @throws UserError where its storage is not on this machine */
export function bootFolders({ extension }: Pick<BootContext, "extension">): BootFolders {
  const { globalStorageUri } = extension;
  if (globalStorageUri.scheme !== "file") {
    throw new UserError("no-storage", "This VS Code has no folder on a disk: open the workspace in a desktop VS Code.");
  }
  const folder = globalStorageUri.fsPath;
  return { work: path.join(folder, "work"), records: path.join(folder, "runs") };
}

const bootSettings = (): BootSettings => ({
  connectionTimeout: readSetting("boot.connectionTimeout"),
  debugFolder: readSetting("boot.debugFolder"),
  keepWorkFiles: readSetting("boot.keepWorkFiles"),
});

function machinePaths(suffix: string): MachinePaths {
  if (process.platform === "win32") return { kind: "windows" };
  const pipePrefix = path.join(os.tmpdir(), `uvm-${suffix}-`);
  return { kind: "posix", drivesFolder: readSetting("boot.drivesFolder"), pipePrefix };
}

/** Versions and origin, for the record. */
function contextOf(
  { extension }: BootContext,
  source: BootSource,
  spec: string | undefined,
  { name, summary, isolation }: PlannedBoot,
): BootRequest["context"] {
  return {
    title: { name, summary, isolation },
    source,
    ...(spec === undefined ? {} : { spec: spec.slice(0, keptSpec) }),
    versions: {
      extension: textProperty(extension.extension.packageJSON, "version"),
      vscode: vscodeVersion,
      app: env.appName,
      node: process.versions.node,
    },
    system: { platform: process.platform, release: os.release(), host: os.hostname() },
  };
}

/**
 * Plans a boot. Nothing is done yet. The files of a rehearsal say in their names that they are of one.
 * @throws UserError where it cannot be planned
 */
export async function prepareBoot(
  context: BootContext,
  source: BootSource,
  kind: SessionKind = "boot",
): Promise<PreparedBoot> {
  const spec = await openSource(source);
  const own = randomBytes(3).toString("hex");
  const suffix = kind === "rehearsal" ? `rehearsal-${own}` : own;
  const folders = bootFolders(context);
  const runFolder = path.join(folders.work, suffix);
  const scratchVhd = readSetting("boot.scratchVhd");
  const machine = machinePaths(own);
  const params = { source, suffix, runFolder, scratchVhd, machine };
  const planned = await context.server.request("confidentialPods/bootPlan", params);
  if (planned.kind === "problem") throw new UserError("no-plan", planned.message);
  const request = makeRequest(planned, runFolder, bootSettings(), folders, contextOf(context, source, spec, planned));
  return { planned, request };
}
