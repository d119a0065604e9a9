import { createHash, hash } from "node:crypto";
import { type ByteSource, readInto } from "../disks/byte-source.ts";

/** Large enough that the calls do not count, small enough for any memory. Bytes. */
const chunkSize = 1024 * 1024;

/**
 * A content in pieces, from its start. The bytes of a piece are only good until the next one is asked for: as buffers of
 * their own they would lie in memory by the dozen until the garbage collector comes by.
 * @throws DiskError where a piece cannot be read.
 */
export function* chunksOf(source: ByteSource): Generator<Buffer, void> {
  const room = Buffer.allocUnsafe(Math.min(chunkSize, source.size));
  for (let offset = 0; offset < source.size; offset += chunkSize) {
    const chunk = room.subarray(0, Math.min(chunkSize, source.size - offset));
    readInto(source, offset, chunk);
    yield chunk;
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
