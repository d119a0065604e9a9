import { chmod, copyFile, type FileHandle, open, stat } from "node:fs/promises";
import { type DataRange, loadPosixFiles, type PosixFiles } from "../native/posix-files.ts";
import { loadWindowsFiles } from "../native/windows-files.ts";
import { copyBytes } from "./copy-bytes.ts";
import { copyOnWindows } from "./windows-copy.ts";

/** The owner may write: all that Windows knows of a file's mode. */
const writable = 0o200;

/** Copies a range within the kernel, as `cp` does, and what that leaves by way of this process. */
async function copyRange(
  files: PosixFiles,
  source: FileHandle,
  target: FileHandle,
  { start, end }: DataRange,
): Promise<void> {
  let at = start;
  while (at < end) {
    const copied = await files.copyRange(source.fd, target.fd, { start: at, end });
    if (copied === 0) break;
    at += copied;
  }
  if (at < end) await copyBytes(source, target, { start: at, end });
}

async function copyData(source: FileHandle, target: FileHandle, size: number): Promise<void> {
  const files = await loadPosixFiles();
  if (files === undefined) await copyBytes(source, target, { start: 0, end: size });
  else {
    const next = (from: number): DataRange | undefined => files.findData(source.fd, size, from);
    for (let range = next(0); range !== undefined; range = next(range.end))
      await copyRange(files, source, target, range);
  }
  await target.truncate(size);
}

/** A copy has its original's mode; a VM has to write to it, and a run to remove it. */
async function makeWritable(file: string, mode: number): Promise<void> {
  if ((mode & writable) === 0) await chmod(file, (mode & 0o777) | writable);
}

async function copyByWindows(from: string, to: string): Promise<void> {
  const files = await loadWindowsFiles();
  if (files === undefined) await copyFile(from, to);
  else await copyOnWindows(files, from, to);
}

/** Copies a file over `to`: with shared blocks where the file system can, and sparse where the original is. */
export async function copyDisk(from: string, to: string): Promise<void> {
  const status = await stat(from);
  if (process.platform === "win32") {
    await copyByWindows(from, to);
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
