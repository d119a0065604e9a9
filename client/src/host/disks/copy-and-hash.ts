import { createHash } from "node:crypto";
import { open, stat } from "node:fs/promises";
import type { Deadline } from "../wait.ts";
import { copyDisk } from "./copy.ts";
import { whenUnlocked } from "./unlocked.ts";

const chunkSize = 1024 * 1024;

/** Bytes of holes that are hashed, a second's work a GiB; a sparse file with more would be copied long before. */
const mostHoles = 2 * 2 ** 30;

/** SHA-256 of a file in hexadecimal; the next bytes are read while these are hashed. */
export async function hashFile(file: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  const handle = await open(file, "r");
  try {
    let [now, later] = [Buffer.allocUnsafe(chunkSize), Buffer.allocUnsafe(chunkSize)];
    let at = 0;
    for (let { bytesRead } = await handle.read(now, 0, chunkSize, at); bytesRead > 0; ) {
      signal?.throwIfAborted();
      at += bytesRead;
      const reading = handle.read(later, 0, chunkSize, at);
      hash.update(now.subarray(0, bytesRead));
      [now, later] = [later, now];
      bytesRead = (await reading).bytesRead;
    }
    return hash.digest("hex");
  } finally {
    await handle.close();
  }
}

async function hashUnlessHollow(file: string, signal: AbortSignal): Promise<{ readonly sha256?: string }> {
  const { size, blocks } = await stat(file);
  return size - blocks * 512 > mostHoles ? {} : { sha256: await hashFile(file, signal) };
}

/**
 * Copies a file. Its hash is taken from the original meanwhile: it tells later whether the copy is still, or ever was, right.
 * A sparse file with more than 2 GiB of holes gets none.
 */
export async function copyAndHash(from: string, to: string, deadline: Deadline): Promise<{ readonly sha256?: string }> {
  const failed = new AbortController();
  const copying = whenUnlocked(() => copyDisk(from, to), deadline);
  copying.catch((error: unknown) => failed.abort(error));
  const hashing = whenUnlocked(() => hashUnlessHollow(from, failed.signal), deadline);
  // Neither may go on when the other has failed: the half copy is removed next.
  const [copied, hashed] = await Promise.allSettled([copying, hashing]);
  if (copied.status === "rejected") throw copied.reason;
  if (hashed.status === "rejected") throw hashed.reason;
  return hashed.value;
}
