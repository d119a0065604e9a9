import { access, constants, stat, statfs } from "node:fs/promises";
import path from "node:path";
import { dialPipe, isLocalPipe } from "../../infrastructure/local-pipe.ts";
import { codeOf, messageOf } from "../errors.ts";
import { HcsError } from "../hcs/hcs-error.ts";
import { schemaVersion } from "../hcs/service.ts";
import { loadKoffi } from "../native/koffi.ts";
import { type LibraryTable, MissingLibraryError } from "../native/libraries.ts";
import type { Natives } from "../native/natives.ts";
import { bindSecurity, hyperVAdministrators, type WindowsSecurity } from "../native/security.ts";
import { loadWindowsFiles } from "../native/windows-files.ts";
import type { Limit } from "../wait.ts";
import { probeFile } from "./probe-file.ts";
import type { HcsProbe, Probes, WriteProblem } from "./probes.ts";

const patience = 5000;
const dialMs = 300;

/** The nearest folder of a path that exists. */
async function nearestFolder(file: string): Promise<string> {
  for (let folder = file; ; folder = path.dirname(folder)) {
    try {
      await stat(folder);
      return folder;
    } catch {
      if (path.dirname(folder) === folder) return folder;
    }
  }
}

const denied = "Access was denied.";

/** Windows' own answer: to Node, whatever is not marked read-only there can be written. */
async function isDeniedByWindows(folder: string): Promise<boolean> {
  return process.platform === "win32" && (await (await loadWindowsFiles())?.mayAddFiles(folder)) === false;
}

async function writeProblem(folder: string): Promise<WriteProblem | undefined> {
  const nearest = await nearestFolder(folder);
  try {
    if (!(await stat(nearest)).isDirectory()) return { reason: `${nearest} is a file.`, isDenied: false };
    await access(nearest, constants.W_OK);
    return (await isDeniedByWindows(nearest)) ? { reason: denied, isDenied: true } : undefined;
  } catch (error) {
    return { reason: messageOf(error), isDenied: ["EACCES", "EPERM"].includes(codeOf(error) ?? "") };
  }
}

/** Dials the pipe for a moment; what is no pipe is told by the boot. A pipe whose server takes no second client counts as taken too. */
function isPipeTaken(pipe: string): Promise<boolean> {
  if (!isLocalPipe(pipe)) return Promise.resolve(false);
  return new Promise((resolve) => {
    const connection = dialPipe(pipe);
    const finish = (isTaken: boolean): void => {
      connection.destroy();
      resolve(isTaken);
    };
    connection.setTimeout(dialMs, () => finish(true));
    connection.once("connect", () => finish(true));
    connection.once("error", (error) => finish(codeOf(error) === "EBUSY" || codeOf(error) === "EACCES"));
  });
}

async function probeHcs(natives: () => Promise<Natives>, answer: Limit): Promise<HcsProbe> {
  try {
    const { core } = await natives();
    return { kind: "answers", schema: await schemaVersion(core, answer) };
  } catch (error) {
    if (error instanceof HcsError) return { kind: "refused", hresult: error.hresult };
    if (error instanceof MissingLibraryError) return { kind: "missing", reason: error.reason, advice: error.advice };
    return { kind: "silent" };
  }
}

/** The probes of the machine that this process runs on; HCS is given `answerMs` to answer. */
export function machineProbes(
  table: LibraryTable,
  natives: () => Promise<Natives>,
  answerMs: number = patience,
): Probes {
  let bound: Promise<WindowsSecurity | undefined> | undefined;
  const security = (): Promise<WindowsSecurity | undefined> => {
    bound ??= loadKoffi().then((ffi) => (table.advapi32 === undefined ? undefined : bindSecurity(ffi, table)));
    return bound.catch(() => undefined);
  };
  return {
    platform: process.platform,
    isStoodIn: table.computecore !== undefined && process.platform !== "win32",
    hcs: () => probeHcs(natives, { timeoutMs: answerMs }),
    service: async (name) => (await security())?.serviceState(name),
    isElevated: async () => (await security())?.isElevated(),
    isHyperVAdministrator: async () => (await security())?.isMember(hyperVAdministrators),
    file: probeFile,
    freeSpace: async (file) => {
      try {
        const { bavail, bsize } = await statfs(await nearestFolder(file));
        return bavail * bsize;
      } catch {
        return undefined;
      }
    },
    writeProblem,
    isPipeTaken,
  };
}
