import { constants } from "node:fs";
import { chmod, copyFile, type FileHandle, open, stat } from "node:fs/promises";
import { findData } from "../native/data-ranges.ts";

/** The owner may write: all that Windows knows of a file's mode. */
const writable = 0o200;

const chunkSize = 1024 * 1024;
const zeros = Buffer.alloc(chunkSize);

/** Whether clearly less is allocated for a file than its size says. */
const isSparse = ({ size, blocks }: { readonly size: number; readonly blocks: number }): boolean =>
  size > chunkSize && blocks * 512 < size * 0.9;

/** Copies what is no hole and not all zeros. */
async function copyData(source: FileHandle, target: FileHandle, size: number): Promise<void> {
  const buffer = Buffer.allocUnsafe(chunkSize);
  const next = await findData(source.fd, size);
  for (let range = next(0); range !== undefined; range = next(range.end)) {
    for (let at = range.start; at < range.end; ) {
      const { bytesRead } = await source.read(buffer, 0, Math.min(chunkSize, range.end - at), at);
      if (bytesRead === 0) break;
      const bytes = buffer.subarray(0, bytesRead);
      if (!bytes.equals(zeros.subarray(0, bytesRead))) await target.write(bytes, 0, bytesRead, at);
      at += bytesRead;
    }
  }
  await target.truncate(size);
}

/** A copy has its original's mode; a VM has to write to it, and a run to remove it. */
async function makeWritable(file: string, mode: number): Promise<void> {
  if ((mode & writable) === 0) await chmod(file, (mode & 0o777) | writable);
}

/**
 * Copies a file over `to`: cloned where the file system can share blocks, and sparse where the original is. On Windows
 * Node's copy is `CopyFileExW`, which clones on ReFS by itself.
 */
export async function copyDisk(from: string, to: string): Promise<void> {
  const status = await stat(from);
  if (process.platform === "win32" || !isSparse(status)) {
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    await makeWritable(to, status.mode);
    return;
  }
  const source = await open(from, "r");
  try {
    const target = await open(to, "w");
    try {
      await copyData(source, target, status.size);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}
