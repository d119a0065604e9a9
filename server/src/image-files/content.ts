import { createHash, hash } from "node:crypto";
import type { ByteSource } from "../disks/byte-source.ts";

/** Large enough that the calls do not count, small enough for any memory. Bytes. */
const chunkSize = 1024 * 1024;

/** A content in pieces, from its start. @throws DiskError where a piece cannot be read. */
export function* chunksOf(source: ByteSource): Generator<Buffer, void> {
  for (let offset = 0; offset < source.size; offset += chunkSize) {
    yield source.read(offset, Math.min(chunkSize, source.size - offset));
  }
}

/** SHA-256 in lower-case hex. @throws DiskError where the content cannot be read. */
export function sha256(source: ByteSource): string {
  // Node before 20.12 has only objects, each of which waits for the garbage collector.
  if (source.size <= chunkSize && typeof hash === "function") return hash("sha256", source.read(0, source.size), "hex");
  const whole = createHash("sha256");
  for (const chunk of chunksOf(source)) whole.update(chunk);
  return whole.digest("hex");
}
