import { open, stat } from "node:fs/promises";
import { codeOf, messageOf } from "../errors.ts";
import type { FileProbe } from "./probes.ts";

const markSize = 512;

/** Looks at a file: what it is, and its first and last bytes. Never throws. */
export async function probeFile(file: string): Promise<FileProbe> {
  try {
    if ((await stat(file)).isDirectory()) return { kind: "folder" };
    const handle = await open(file, "r");
    try {
      const { size } = await handle.stat();
      const read = async (at: number): Promise<Buffer> => {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(markSize), 0, markSize, at);
        return buffer.subarray(0, bytesRead);
      };
      return { kind: "file", size, head: await read(0), tail: await read(Math.max(0, size - markSize)) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    const isMissing = codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR";
    return isMissing ? { kind: "nothing" } : { kind: "unreadable", reason: messageOf(error) };
  }
}
