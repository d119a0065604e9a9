import { mkdir, open, rename, stat, unlink } from "node:fs/promises";
import path from "node:path";
import type { PreservedFile } from "../../../../server/src/protocol.ts";
import { codeOf, messageOf } from "../errors.ts";
import { Deadline } from "../wait.ts";
import { copyDisk } from "./copy.ts";
import { notHashedYet } from "./hash-preserved.ts";
import type { MadeFiles } from "./made-files.ts";
import { whenUnlocked } from "./unlocked.ts";

const maximumNames = 1000;

/** Whether that is the name of a copy that was not finished. */
export const isHalfCopy = (file: string): boolean => file.endsWith(".partial");

/** `x_boot.vhd`, then `x_boot-2.vhd`, `x_boot-3.vhd`, … */
export function numberedName(file: string, number: number): string {
  if (number === 1) return file;
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}-${number}${ext}`);
}

/** Gives a whole file the first free name; nobody's file is replaced. */
async function nameFinished(partial: string, file: string, deadline: Deadline): Promise<string> {
  for (let number = 1; number <= maximumNames; number++) {
    const name = numberedName(file, number);
    try {
      await (await open(name, "wx")).close();
    } catch (error) {
      if (codeOf(error) === "EEXIST") continue;
      throw error;
    }
    try {
      await whenUnlocked(() => rename(partial, name), deadline);
      return name;
    } catch (error) {
      await unlink(name).catch(() => undefined);
      throw error;
    }
  }
  throw new Error(`${file} and ${maximumNames - 1} other names for it are taken.`);
}

/**
 * Saves a file of a VM that has stopped. A file that is still locked is tried again for `unlockMs`; a file of another
 * run is never replaced, and no half copy ever has the name of a whole one. Nobody waits for its hash here: see
 * `hash-preserved`. Never throws: what went wrong stands in the result.
 * @param written writes down that the file is saved; where a process is killed just before that, see `find-finished`
 */
export async function preserveFile(
  from: string,
  to: string,
  unlockMs: number,
  made: MadeFiles,
  written: (saved: PreservedFile) => Promise<void>,
): Promise<PreservedFile> {
  const deadline = new Deadline({ timeoutMs: unlockMs });
  const partial = `${to}.${process.pid}.partial`;
  try {
    await stat(from);
    await mkdir(path.dirname(to), { recursive: true });
    await made.remember(partial);
    // A folder that cannot be written is told at once, and not waited for.
    await (await open(partial, "w")).close();
    await whenUnlocked(() => copyDisk(from, partial), deadline);
    const { size } = await stat(partial);
    const name = await nameFinished(partial, to, deadline);
    const saved = { from, to: name, size, sha256: null, sha256Reason: notHashedYet };
    await written(saved);
    await made.forget(partial);
    return saved;
  } catch (error) {
    const isGone = await unlink(partial).then(
      () => true,
      (left: unknown) => codeOf(left) === "ENOENT" || codeOf(left) === "ENOTDIR",
    );
    if (isGone) await made.forget(partial);
    return { from, to, error: messageOf(error) };
  }
}
