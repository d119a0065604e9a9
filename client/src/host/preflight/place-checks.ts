import path from "node:path";
import type { BootRequest, PreflightCheck } from "../../../../server/src/protocol.ts";
import { neededFiles } from "./file-checks.ts";
import type { Probes, WriteProblem } from "./probes.ts";

/** Room for the data that a guest writes to its scratch while it boots, beside the files themselves. */
const scratchData = 512 * 2 ** 20;

const mebibyte = 2 ** 20;

function spaceCheck(title: string, folder: string, needed: number, free: number | undefined): PreflightCheck {
  const base = { code: "space", title };
  if (free === undefined)
    return { ...base, state: "skipped", detail: `The free space of ${folder} is not known.`, advice: "" };
  const told = `${folder} needs ${Math.ceil(needed / mebibyte)} MiB and has ${Math.floor(free / mebibyte)} MiB.`;
  return free >= needed
    ? { ...base, state: "passed", detail: told, advice: "" }
    : { ...base, state: "failed", detail: told, advice: "Free some space, or choose another folder." };
}

/** @param isElevated whether the process that checks has all rights; the host that boots may get more */
function folderCheck(
  title: string,
  folder: string,
  problem: WriteProblem | undefined,
  isElevated: boolean | undefined,
): PreflightCheck {
  const base = { code: "folder", title };
  if (problem === undefined) return { ...base, state: "passed", detail: `${folder} can be written.`, advice: "" };
  const { reason, isDenied } = problem;
  if (!isDenied || isElevated !== false)
    return {
      ...base,
      state: "failed",
      detail: `${folder} cannot be written: ${reason}`,
      advice: "Choose another folder.",
    };
  return {
    ...base,
    state: "warning",
    detail: `${folder} cannot be written with the rights of VS Code.`,
    advice: "Let the extension start its host process elevated, or choose another folder.",
  };
}

function pipeCheck(pipe: string, isTaken: boolean): PreflightCheck {
  const base = { code: "console", title: "Console pipe" };
  return isTaken
    ? {
        ...base,
        state: "warning",
        detail: `Somebody listens on ${pipe}: the console may show that one's VM.`,
        advice: "End the other VM, or give this one another pipe.",
      }
    : { ...base, state: "passed", detail: `${pipe} is free.`, advice: "" };
}

async function sizeOf(files: readonly string[], probes: Probes): Promise<number> {
  const probed = await Promise.all([...new Set(files)].map((file) => probes.file(file)));
  return probed.reduce((sum, probe) => sum + (probe.kind === "file" ? probe.size : 0), 0);
}

/** The checks of where a run writes to. */
export async function placeChecks(request: BootRequest, probes: Probes): Promise<readonly PreflightCheck[]> {
  const { plan, runFolder, recordFolder } = request;
  const work =
    scratchData +
    (await sizeOf(
      plan.copies.map(({ from }) => from),
      probes,
    ));
  const debugFolders = [...new Set(plan.preserve.map(({ to }) => path.dirname(to)))];
  const originals = neededFiles(request).filter((file) => plan.preserve.some(({ from }) => from === file));
  const kept = scratchData + (await sizeOf(originals, probes));
  const titles = new Map([
    [recordFolder, "Folder of the record"],
    ...debugFolders.map((folder) => [folder, "Debug data folder"] as const),
    [runFolder, "Work folder"],
  ]);
  const isElevated = await probes.isElevated();
  const folders = await Promise.all(
    [...titles].map(async ([folder, title]) =>
      folderCheck(title, folder, await probes.writeProblem(folder), isElevated),
    ),
  );
  const spaces = await Promise.all([
    probes.freeSpace(runFolder).then((free) => spaceCheck("Space for work files", runFolder, work, free)),
    ...debugFolders.map(async (folder) =>
      spaceCheck("Space for preserved disks", folder, kept, await probes.freeSpace(folder)),
    ),
  ]);
  const pipe =
    plan.consolePipe === null ? [] : [pipeCheck(plan.consolePipe, await probes.isPipeTaken(plan.consolePipe))];
  return [...folders, ...spaces, ...pipe];
}
