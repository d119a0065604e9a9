import { mkdir, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { BootPlanMessage, BootRequest } from "../../../../server/src/protocol.ts";
import { copyDisk } from "../disks/copy.ts";
import { makeScratch } from "../disks/scratch.ts";
import { codeOf } from "../errors.ts";
import { CancelledError } from "../wait.ts";
import { PlanError } from "./failure.ts";

const unlockTries = { maxRetries: 20, retryDelay: 250 } as const;

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
      kind === "nothing" ? "exists already: remove it" : `is ${found === "nothing" ? "missing" : `a ${found}`}`;
    throw new PlanError("boot-file", `${told}: ${file} ${what}.`);
  }
}

/** What a run makes on disk, so that it can be removed again. */
export class WorkFiles {
  readonly #made: string[] = [];
  #isKept = false;
  readonly #changed: (files: readonly string[]) => Promise<void>;

  constructor(changed: (files: readonly string[]) => Promise<void>) {
    this.#changed = changed;
  }

  /** Writes down what is about to be made, for whoever tidies up after a process that is killed. */
  async #remember(file: string): Promise<void> {
    this.#made.push(file);
    await this.#changed(this.#made);
  }

  async #makeFolder(folder: string): Promise<void> {
    const kind = await kindOf(folder);
    if (kind === "folder" && (await readdir(folder)).length > 0) {
      throw new PlanError(
        "run-folder-used",
        `${folder} is not empty: another run uses it, or left it behind. Remove it.`,
      );
    }
    await this.#remember(folder);
    await mkdir(folder, { recursive: true });
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
      if ((await kindOf(newScratch.path)) !== "nothing") {
        throw new PlanError(
          "scratch-exists",
          `${newScratch.path} exists already: remove it, or boot with it as the scratch.`,
        );
      }
      await this.#remember(newScratch.path);
      await makeScratch(newScratch.path, newScratch.sizeInBytes, identifierOf(plan));
    }
    for (const { from, to, overwrite } of plan.copies) {
      goOn();
      if (!overwrite && (await kindOf(to)) !== "nothing") {
        throw new PlanError("copy-exists", `${to} exists already: an earlier boot left it behind. Remove it.`);
      }
      await this.#remember(to);
      await mkdir(path.dirname(to), { recursive: true });
      await copyDisk(from, to);
    }
    if (plan.shareFolder !== null) {
      if ((await kindOf(plan.shareFolder)) === "nothing") await this.#remember(plan.shareFolder);
      await mkdir(plan.shareFolder, { recursive: true });
    }
    goOn();
  }

  /** Removes what was made, the newest first, and tells what could not be. */
  async remove(): Promise<readonly string[]> {
    if (this.#isKept) return [];
    return removeFiles([...this.#made].reverse(), (file) => {
      this.#made.splice(this.#made.indexOf(file), 1);
      void this.#changed(this.#made);
    });
  }
}

const emptyIdentifier = "00000000-0000-0000-0000-000000000000";
const identifierOf = (plan: BootPlanMessage): string => plan.diskIdentifier?.guid ?? emptyIdentifier;

/** Removes files and folders; returns a sentence for each that could not be removed. */
export async function removeFiles(
  files: readonly string[],
  removed: (file: string) => void,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const file of files) {
    try {
      await rm(file, { recursive: true, force: true, ...unlockTries });
      removed(file);
    } catch (error) {
      problems.push(`${file} was left behind: ${error instanceof Error ? error.message : "unknown"}`);
    }
  }
  return problems;
}
