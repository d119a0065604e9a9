import { mkdir, open } from "node:fs/promises";
import path from "node:path";
import { emptyVhdx } from "./vhdx.ts";

/** Makes an empty scratch VHDX that carries its disk identifier from the start. Never replaces a file. */
export async function makeScratch(file: string, sizeInBytes: number, identifier: string): Promise<void> {
  const { size, pieces } = emptyVhdx(sizeInBytes, identifier);
  await mkdir(path.dirname(file), { recursive: true });
  const handle = await open(file, "wx");
  try {
    for (const { offset, bytes } of pieces) await handle.write(bytes, 0, bytes.length, offset);
    await handle.truncate(size);
  } finally {
    await handle.close();
  }
}
