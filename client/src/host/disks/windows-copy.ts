import { copyFile, open, stat, statfs, truncate, writeFile } from "node:fs/promises";
import type { WindowsFiles } from "../native/windows-files.ts";
import { copyBytes } from "./copy-bytes.ts";

const mib = 2 ** 20;

/** Whether clearly less is allocated for a file than its size says. */
const isSparse = ({ size, blocks }: { readonly size: number; readonly blocks: number }): boolean =>
  size > mib && blocks * 512 < size * 0.9;

/** Has `to` share the blocks of `from`, where their volume is a ReFS; false where a copy has to do. */
async function clone(files: WindowsFiles, from: string, to: string, size: number, hasHoles: boolean): Promise<boolean> {
  if (size === 0 || !(await files.canShareBlocks(from)) || !(await files.canShareBlocks(to))) return false;
  if (hasHoles && !(await files.makeSparse(to))) return false;
  await truncate(to, size);
  return files.shareBlocks(from, to, size, (await statfs(from)).bsize);
}

async function copyRanges(files: WindowsFiles, from: string, to: string, size: number): Promise<void> {
  // Where it cannot be made sparse, NTFS fills the holes by itself.
  await files.makeSparse(to);
  const ranges = (await files.dataRanges(from, size)) ?? [{ start: 0, end: size }];
  const source = await open(from, "r");
  try {
    const target = await open(to, "r+");
    try {
      for (const range of ranges) await copyBytes(source, target, range);
      await target.truncate(size);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/**
 * Copies a file over `to` on Windows: by shared blocks on ReFS; otherwise sparse where the original is, which neither
 * `CopyFileEx` nor robocopy do, and by `CopyFileEx` where it is not.
 */
export async function copyOnWindows(files: WindowsFiles, from: string, to: string): Promise<void> {
  const status = await stat(from);
  const hasHoles = isSparse(status);
  await writeFile(to, "");
  if (await clone(files, from, to, status.size, hasHoles)) return;
  if (!hasHoles) {
    await copyFile(from, to);
    return;
  }
  await writeFile(to, "");
  await copyRanges(files, from, to, status.size);
}
