import { checksumWithout, crc32c } from "../crc32.ts";
import { guidLe, u64le } from "../fields.ts";

export const logSector = 4096;
const headerSize = 64;
const descriptorSize = 32;

/** One entry of the log ([MS-VHDX] 2.3): all its writes count, or none. */
export interface VhdxLogEntry {
  /** Offset in the log. */
  readonly at: number;
  /** Bytes, a multiple of 4096. */
  readonly length: number;
  readonly sequence: number;
  /** Offset in the log of the oldest entry that is still needed. */
  readonly tail: number;
  /** Size that the file had at least when this entry was written. */
  readonly flushedFileSize: number;
  readonly bytes: Buffer;
  readonly descriptorCount: number;
}

export type LogWrite =
  | { readonly kind: "data"; readonly fileOffset: number; readonly page: Buffer }
  | { readonly kind: "zero"; readonly fileOffset: number; readonly length: number };

/** The length that the entry at `at` claims, when it can be one of this log; read before the whole entry is. */
export function claimedLength(log: Buffer, at: number, logGuid: string): number | undefined {
  if (log.readUInt32LE(at) !== 0x65676f6c || guidLe(log, at + 32) !== logGuid) return undefined;
  const length = log.readUInt32LE(at + 8);
  return length >= logSector && length % logSector === 0 && length <= log.length ? length : undefined;
}

/** The entry at `at` of the circular log, or `undefined` where it is not whole. */
export function parseLogEntry(log: Buffer, at: number, length: number): VhdxLogEntry | undefined {
  const untilEnd = log.length - at;
  const bytes =
    length <= untilEnd
      ? log.subarray(at, at + length)
      : Buffer.concat([log.subarray(at), log.subarray(0, length - untilEnd)]);
  if (checksumWithout(crc32c, bytes, 4) !== bytes.readUInt32LE(4)) return undefined;
  const descriptorCount = bytes.readUInt32LE(24);
  const sequence = u64le(bytes, 16);
  if (sequence === 0 || headerSize + descriptorCount * descriptorSize > length) return undefined;
  return {
    at,
    length,
    sequence,
    tail: bytes.readUInt32LE(12),
    flushedFileSize: u64le(bytes, 48),
    bytes,
    descriptorCount,
  };
}

/** What the entry writes, in order; `undefined` where a descriptor or data sector is not what the entry promises. */
export function logWrites(entry: VhdxLogEntry): readonly LogWrite[] | undefined {
  const { bytes } = entry;
  const writes: LogWrite[] = [];
  let dataAt = Math.ceil((headerSize + entry.descriptorCount * descriptorSize) / logSector) * logSector;
  for (let index = 0; index < entry.descriptorCount; index++) {
    const at = headerSize + index * descriptorSize;
    const signature = bytes.toString("latin1", at, at + 4);
    const fileOffset = u64le(bytes, at + 16);
    if (fileOffset % logSector !== 0 || u64le(bytes, at + 24) !== entry.sequence) return undefined;
    if (signature === "zero") {
      writes.push({ kind: "zero", fileOffset, length: u64le(bytes, at + 8) });
    } else if (signature === "desc" && dataAt + logSector <= bytes.length) {
      if (bytes.toString("latin1", dataAt, dataAt + 4) !== "data") return undefined;
      const page = Buffer.from(bytes.subarray(dataAt, dataAt + logSector));
      // The sector's first 8 and last 4 bytes carry its signature and sequence; their contents wait in the descriptor.
      bytes.copy(page, 0, at + 8, at + 16);
      bytes.copy(page, logSector - 4, at + 4, at + 8);
      writes.push({ kind: "data", fileOffset, page });
      dataAt += logSector;
    } else {
      return undefined;
    }
  }
  return writes;
}
