import { open, stat } from "node:fs/promises";
import { type DataRange, loadPosixFiles } from "../native/posix-files.ts";
import { loadWindowsFiles } from "../native/windows-files.ts";

async function posixRanges(file: string, size: number): Promise<readonly DataRange[] | undefined> {
  const files = await loadPosixFiles();
  if (files === undefined) return undefined;
  const handle = await open(file, "r");
  try {
    const ranges: DataRange[] = [];
    for (let range = files.findData(handle.fd, size, 0); range; range = files.findData(handle.fd, size, range.end))
      ranges.push(range);
    return ranges;
  } finally {
    await handle.close();
  }
}

/** The ranges of a file with data, in order; all of it where the file system does not tell. Between them are zeros. */
export async function dataRanges(file: string): Promise<readonly DataRange[]> {
  const { size } = await stat(file);
  const told =
    process.platform === "win32"
      ? await (await loadWindowsFiles())?.dataRanges(file, size)
      : await posixRanges(file, size);
  return told ?? [{ start: 0, end: size }];
}
