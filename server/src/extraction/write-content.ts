import { closeSync, ftruncateSync, openSync, rmSync, writeSync } from "node:fs";
import type { ByteSource } from "../disks/byte-source.ts";
import { isZero } from "../disks/fields.ts";
import { chunksOf } from "../image-files/content.ts";
import { targetError } from "./target-error.ts";

/**
 * Writes a content to a new file, a piece at each step, and gives the bytes that are done. Stretches of zeros become
 * holes where the file system has them. A file that is not written to its end, also because the caller stopped, is
 * removed again: what is there is whole.
 * @throws TargetError where it cannot be written, also where something of the name exists; DiskError where it cannot be read.
 */
export function* writeInSteps(target: string, source: ByteSource): Generator<number, void> {
  const descriptor = attempt(target, () => openSync(target, "wx"));
  let complete = false;
  try {
    let position = 0;
    for (const chunk of chunksOf(source)) {
      if (!isZero(chunk)) attempt(target, () => writeAll(descriptor, chunk, position));
      position += chunk.length;
      yield position;
    }
    attempt(target, () => ftruncateSync(descriptor, source.size));
    complete = true;
  } finally {
    closeSync(descriptor);
    if (!complete) rmSync(target, { force: true });
  }
}

function writeAll(descriptor: number, bytes: Buffer, position: number): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(descriptor, bytes, done, bytes.length - done, position + done);
  }
}

function attempt<T>(target: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw targetError(target, error);
  }
}
