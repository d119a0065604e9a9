import { mkdir, open, readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { BootPlanMessage, BootRequest } from "../../../../server/src/protocol.ts";
import { copyDisk } from "../disks/copy.ts";
import { MadeFiles } from "../disks/made-files.ts";
import { makeScratch } from "../disks/scratch.ts";
import { codeOf } from "../errors.ts";
import { CancelledError } from "../wait.ts";
import { PlanError } from "./failure.ts";

async function kindOf(file: string): Promise<"file" | "folder" | "nothing"> {
  try {
    return (await stat(file)).isDirectory() ? "folder" : "file";
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return "nothing";
    throw error;
  }
}

/** Looks for the files that the plan needs, but for those that the run makes. @throws {PlanError} in hcsshim's words */
export async function checkFiles({ plan, newScratch }: BootRequest): Promise<void> {
  for (const { path: file, kind, failure, mismatch } of plan.checks) {
    if (file === newScratch?.path) continue;
    const found = await kindOf(file);
    if (found === kind) continue;
    const told = found === "nothing" || mismatch === undefined ? failure : mismatch;
    const what =
      kind === "nothing"
        ? "exists already: end the VM that uses it, or remove it"
        : `is ${found === "nothing" ? "missing" : `a ${found}`}`;
    throw new PlanError("boot-file", `${told}: ${file} ${what}.`);
  }
}

/** What a run makes on disk, so that it can be removed again. */
export class WorkFiles {
  readonly made: MadeFiles;
  #isKept = false;

  constructor(changed: (files: readonly string[]) => Promise<void>) {
    this.made = new MadeFiles(changed);
  }

  async #makeFolder(folder: string): Promise<void> {
    const kind = await kindOf(folder);
    if (kind === "file")
      throw new PlanError("run-folder-used", `${folder} is a file: remove it, or choose another folder.`);
    if (kind === "folder" && (await readdir(folder)).length > 0) {
      throw new PlanError(
        "run-folder-used",
        `${folder} is not empty: another run uses it, or left it behind. Remove it.`,
      );
    }
    await this.made.remember(folder);
    await mkdir(folder, { recursive: true });
  }

  /** Makes a file that must not be there yet; one that somebody else has made in the meantime is not ours to remove. */
  async #makeNew(file: string, clash: PlanError, make: () => Promise<void>): Promise<void> {
    if ((await kindOf(file)) !== "nothing") throw clash;
    await this.made.remember(file);
    try {
      await make();
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
      await this.made.forget(file);
      throw clash;
    }
  }

  async #copy({ from, to, overwrite }: BootRequest["plan"]["copies"][number]): Promise<void> {
    await mkdir(path.dirname(to), { recursive: true });
    if (overwrite) {
      await this.made.remember(to);
      await copyDisk(from, to);
      return;
    }
    const told = `${to} exists already: another boot uses it now, or left it behind. Remove it once no VM runs from there.`;
    await this.#makeNew(to, new PlanError("copy-exists", told), async () => {
      await (await open(to, "wx")).close();
      await copyDisk(from, to);
    });
  }

  /** Makes the run's folder, the scratch, the copies and the share. Originals are only read. */
  async make(request: BootRequest, signal: AbortSignal): Promise<void> {
    const { plan, runFolder, newScratch, keepWorkFiles = false } = request;
    this.#isKept = keepWorkFiles;
    const goOn = (): void => {
      if (signal.aborted) throw new CancelledError("The boot was cancelled.");
    };
    await this.#makeFolder(runFolder);
    if (newScratch !== null) {
      const { path: file, sizeInBytes } = newScratch;
      const told = `${file} exists already: another boot uses it, or left it behind. Remove it, or boot with it as the scratch.`;
      await this.#makeNew(file, new PlanError("scratch-exists", told), () =>
        makeScratch(file, sizeInBytes, identifierOf(plan)),
      );
    }
    for (const copy of plan.copies) {
      goOn();
      await this.#copy(copy);
    }
    if (plan.shareFolder !== null) {
      if ((await kindOf(plan.shareFolder)) === "nothing") await this.made.remember(plan.shareFolder);
      await mkdir(plan.shareFolder, { recursive: true });
    }
    goOn();
  }

  /** Removes what was made, unless it is to be kept, and tells what could not be removed. */
  async remove(unlockMs: number): Promise<readonly string[]> {
    return this.#isKept ? [] : this.made.remove(unlockMs);
  }
}

const emptyIdentifier = "00000000-0000-0000-0000-000000000000";
const identifierOf = (plan: BootPlanMessage): string => plan.diskIdentifier?.guid ?? emptyIdentifier;
