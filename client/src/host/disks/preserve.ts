import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, stat, unlink } from "node:fs/promises";
import path from "node:path";
import type { PreservedFile } from "../../../../server/src/protocol.ts";
import { codeOf, messageOf } from "../errors.ts";
import { Deadline, sleep } from "../wait.ts";
import { copyDisk } from "./copy.ts";

const retryMs = 200;
/** What Windows says of a file that the VM's worker process still holds. */
const lockedCodes = ["EBUSY", "EPERM", "EACCES"];
const maximumNames = 1000;

/** `x_boot.vhd`, then `x_boot-2.vhd`, `x_boot-3.vhd`, … */
function numberedName(file: string, number: number): string {
  if (number === 1) return file;
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}-${number}${ext}`);
}

/** Makes an empty file under the first free name, so that no other run takes it. */
async function reserve(file: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true });
  for (let number = 1; number <= maximumNames; number++) {
    const name = numberedName(file, number);
    try {
      await (await open(name, "wx")).close();
      return name;
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
  }
  throw new Error(`${file} and ${maximumNames - 1} other names for it are taken.`);
}

/** SHA-256 of a file in hexadecimal. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) hash.update(chunk);
  return hash.digest("hex");
}

async function copyWhenUnlocked(from: string, to: string, unlockMs: number): Promise<void> {
  const deadline = new Deadline({ timeoutMs: unlockMs });
  for (;;) {
    try {
      await copyDisk(from, to);
      return;
    } catch (error) {
      const isLocked = lockedCodes.includes(codeOf(error) ?? "");
      if (!isLocked || deadline.isOver) throw error;
      await sleep(retryMs);
    }
  }
}

/**
 * Saves a file of a VM that has stopped. A file that is still locked is tried again for `unlockMs`; a file of another
 * run is never replaced. Never throws: what went wrong stands in the result.
 */
export async function preserveFile(from: string, to: string, unlockMs: number): Promise<PreservedFile> {
  let reserved: string | undefined;
  try {
    await stat(from);
    reserved = await reserve(to);
    await copyWhenUnlocked(from, reserved, unlockMs);
    return { from, to: reserved, size: (await stat(reserved)).size, sha256: await hashFile(reserved) };
  } catch (error) {
    if (reserved !== undefined) await unlink(reserved).catch(() => undefined);
    return { from, to: reserved ?? to, error: messageOf(error) };
  }
}
