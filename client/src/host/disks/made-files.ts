import { rm } from "node:fs/promises";
import { messageOf } from "../errors.ts";
import { Deadline } from "../wait.ts";
import { whenUnlocked } from "./unlocked.ts";

/** Files and folders that a run has made and not yet removed. What will be made is written down before. */
export class MadeFiles {
  #files: readonly string[];
  readonly #changed: (files: readonly string[]) => Promise<void>;

  /** @param changed writes them down, for whoever tidies up after a process that is killed */
  constructor(changed: (files: readonly string[]) => Promise<void>, files: readonly string[] = []) {
    this.#files = files;
    this.#changed = changed;
  }

  get files(): readonly string[] {
    return this.#files;
  }

  async remember(file: string): Promise<void> {
    this.#files = [...this.#files.filter((known) => known !== file), file];
    await this.#changed(this.#files);
  }

  /** It is not there any more, or it turned out to be somebody else's. */
  async forget(file: string): Promise<void> {
    this.#files = this.#files.filter((known) => known !== file);
    await this.#changed(this.#files);
  }

  /** Removes them, the newest first, waiting for locked ones; returns a sentence for each that could not be removed. */
  async remove(unlockMs: number, which: (file: string) => boolean = () => true): Promise<readonly string[]> {
    const deadline = new Deadline({ timeoutMs: unlockMs });
    const problems: string[] = [];
    for (const file of this.#files.filter(which).reverse()) {
      try {
        await whenUnlocked(() => rm(file, { recursive: true, force: true }), deadline);
        await this.forget(file);
      } catch (error) {
        problems.push(`${file} was left behind: ${messageOf(error)}`);
      }
    }
    return problems;
  }
}
