/** Size of a bridge message's header: type u32, size u32 (header included), message id i64; little-endian. */
export const headerSize = 16;

/** The largest message that hcsshim takes from a guest; its own requests may be larger. */
export const maximumFrameSize = 0x10000;

/** A message of the bridge between host and guest; `payload` is JSON text in UTF-8. */
export interface Frame {
  readonly type: number;
  readonly id: bigint;
  readonly payload: Buffer;
}

/** A guest's bytes that are no message. The bridge cannot go on after them. */
export class FrameError extends Error {
  override readonly name = "FrameError";
  readonly code = "gcs-frame";
  /** Where in the stream the bad header starts. */
  readonly offset: number;

  constructor(offset: number, reason: string) {
    super(`The guest sent something that is not a message, at byte ${offset} of the connection: ${reason}.`);
    this.offset = offset;
  }
}

/** A request as hcsshim writes it: Go's JSON encoder ends the text with a line feed. */
export function encodeFrame(type: number, id: bigint, json: string): Buffer {
  const payload = Buffer.from(`${json}\n`, "utf8");
  const frame = Buffer.alloc(headerSize + payload.length);
  frame.writeUInt32LE(type >>> 0, 0);
  frame.writeUInt32LE(frame.length, 4);
  frame.writeBigInt64LE(id, 8);
  payload.copy(frame, headerSize);
  return frame;
}

/** Cuts a stream of bytes into messages, whatever pieces it comes in. Holds no more than one message. */
export class FrameReader {
  #pending: Buffer = Buffer.alloc(0);
  #offset = 0;

  /** Bytes of a message that has begun but not ended. */
  get incomplete(): number {
    return this.#pending.length;
  }

  /** The messages that `chunk` completes. @throws {FrameError} on a size below the header's or above the limit. */
  push(chunk: Uint8Array): readonly Frame[] {
    const bytes = this.#pending.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#pending, chunk]);
    const frames: Frame[] = [];
    let at = 0;
    while (bytes.length - at >= headerSize) {
      const size = bytes.readUInt32LE(at + 4);
      if (size < headerSize || size > maximumFrameSize) {
        throw new FrameError(this.#offset + at, `invalid message size ${size} (${headerSize} to ${maximumFrameSize})`);
      }
      if (bytes.length - at < size) break;
      frames.push({
        type: bytes.readUInt32LE(at),
        id: bytes.readBigInt64LE(at + 8),
        payload: bytes.subarray(at + headerSize, at + size),
      });
      at += size;
    }
    this.#offset += at;
    this.#pending = bytes.subarray(at);
    return frames;
  }
}
