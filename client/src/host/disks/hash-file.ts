import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { DataRange } from "../native/posix-files.ts";
import { dataRanges } from "./data-ranges.ts";

const chunkSize = 1024 * 1024;
const zeros = Buffer.alloc(chunkSize);
/** Chunks of a hole that are hashed before others of this process have their turn. */
const zerosPerTurn = 16;

/** Zeros from one offset to another. */
async function* hole(start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start, chunks = 1; at < end; at += chunkSize, chunks++) {
    yield zeros.subarray(0, Math.min(chunkSize, end - at));
    if (chunks % zerosPerTurn === 0) await nextTurn();
  }
}

/** A range's bytes; the next ones are read while these are hashed. */
async function* data(file: FileHandle, { start, end }: DataRange): AsyncGenerator<Uint8Array> {
  let [now, later] = [Buffer.allocUnsafe(chunkSize), Buffer.allocUnsafe(chunkSize)];
  const read = (into: Buffer, at: number): ReturnType<typeof file.read> =>
    file.read(into, 0, Math.min(chunkSize, Math.max(0, end - at)), at);
  let at = start;
  for (let { bytesRead } = await read(now, at); bytesRead > 0; ) {
    at += bytesRead;
    const reading = read(later, at);
    yield now.subarray(0, bytesRead);
    [now, later] = [later, now];
    bytesRead = (await reading).bytesRead;
  }
}

async function* contents(file: FileHandle, size: number, ranges: readonly DataRange[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (const range of ranges) {
    yield* hole(at, range.start);
    yield* data(file, range);
    at = range.end;
  }
  yield* hole(at, size);
}

/**
 * SHA-256 of a file in hexadecimal. Holes count as the zeros that they read as, and are not read.
 * @param progress told how many of the file's bytes are hashed, after each MiB
 * @throws the reason of `signal` once that fires
 */
export async function hashFile(
  file: string,
  signal?: AbortSignal,
  progress: (bytes: number, of: number) => void = () => undefined,
): Promise<string> {
  const hash = createHash("sha256");
  const ranges = await dataRanges(file);
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    let bytes = 0;
    for await (const chunk of contents(handle, size, ranges)) {
      signal?.throwIfAborted();
      hash.update(chunk);
      bytes += chunk.length;
      progress(bytes, size);
    }
    return hash.digest("hex");
  } finally {
    await handle.close();
  }
}
