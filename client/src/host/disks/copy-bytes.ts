import type { FileHandle } from "node:fs/promises";
import type { DataRange } from "../native/posix-files.ts";

const chunkSize = 1024 * 1024;
const zeros = Buffer.alloc(chunkSize);

/** Copies a range by way of this process; zeros become a hole where the target has nothing yet. */
export async function copyBytes(source: FileHandle, target: FileHandle, { start, end }: DataRange): Promise<void> {
  const buffer = Buffer.allocUnsafe(chunkSize);
  for (let at = start; at < end; ) {
    const { bytesRead } = await source.read(buffer, 0, Math.min(chunkSize, end - at), at);
    if (bytesRead === 0) break;
    const bytes = buffer.subarray(0, bytesRead);
    if (!bytes.equals(zeros.subarray(0, bytesRead))) await target.write(bytes, 0, bytesRead, at);
    at += bytesRead;
  }
}
