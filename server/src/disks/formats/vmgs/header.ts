import type { ByteSource } from "../../byte-source.ts";
import { checksumWithout, crc32 } from "../../crc32.ts";
import { isZero } from "../../fields.ts";
import { DiskError, type ProblemLog } from "../../problem.ts";
import { hex } from "../text.ts";

export const blockSize = 4096;
const headerSize = 168;

/** A VMGS header (openvmm, vmgs_format `VmgsHeader`). */
export interface VmgsHeader {
  /** Where this copy stands in the file. */
  readonly offset: number;
  /** Upper and lower 16 bits: 3.0, 2.0. */
  readonly version: number;
  readonly sequence: number;
  /** First block of the file table. */
  readonly fileTableBlock: number;
  /** 0 none, 1 AES-GCM. */
  readonly encryption: number;
  /** Bit 0: the guest state was provisioned anew. */
  readonly markers: number;
  /** Which of the two slots hold a wrapped metadata key. */
  readonly keySlots: readonly boolean[];
}

/** The second copy stands one sector behind the first; a file does not say how large its sectors were. */
const copyOffsets = [512, 4096];

/**
 * The newest header that is valid. Two valid ones have sequence numbers that follow each other, around the end of 32 bits.
 * @throws DiskError where the file is no VMGS, is empty, of version 1, or has no valid header.
 */
export function readVmgsHeader(file: ByteSource, log: ProblemLog): VmgsHeader {
  if (file.size < 2 * blockSize) throw new DiskError("vmgs-unknown", `A VMGS is larger than ${file.size} bytes.`, 0);
  const start = file.read(0, 2 * blockSize);
  const first = readCopy(start, 0, log);
  const second = copyOffsets.map((offset) => readCopy(start, offset, log)).find((copy) => copy !== undefined);
  if (first === undefined || second === undefined) {
    const only = first ?? second;
    if (only === undefined) throw noHeader(start, log);
    const [lost, used] = only === second ? ["first", "second"] : ["second", "first"];
    log.add("vmgs-header-copy", `The ${lost} header is not valid; the ${used} is used.`, only.offset);
    return only;
  }
  const step = (second.sequence - first.sequence) >>> 0;
  if (step !== 1 && step !== 0xffffffff) {
    const message = `The headers' sequence numbers ${first.sequence} and ${second.sequence} do not follow each other.`;
    log.add("vmgs-sequence", `${message} The larger one is used.`, second.offset + 16);
    return second.sequence > first.sequence ? second : first;
  }
  return step === 1 ? second : first;
}

function noHeader(start: Buffer, log: ProblemLog): DiskError {
  if (start.toString("latin1", 512, 520) === "EFI PART") {
    return new DiskError("vmgs-version-1", "This is a VMGS of version 1 (a GPT disk), which is not read here.", 512);
  }
  if (isZero(start)) return new DiskError("vmgs-empty", "The VMGS is empty: nothing has been stored in it yet.", 0);
  if (start.toString("latin1", 0, 8) === "GUESTRTS") {
    const reasons = [...new Set(log.problems.map(({ message }) => message))].join(" ");
    return new DiskError("vmgs-header", `None of the headers can be used. ${reasons}`, 0);
  }
  return new DiskError("vmgs-unknown", "No VMGS: it does not begin with GUESTRTS.", 0);
}

function readCopy(start: Buffer, offset: number, log: ProblemLog): VmgsHeader | undefined {
  const bytes = start.subarray(offset, offset + headerSize);
  if (bytes.toString("latin1", 0, 8) !== "GUESTRTS") return undefined;
  const declared = bytes.readUInt32LE(20);
  const size = declared >= 32 && declared <= headerSize ? declared : headerSize;
  if (checksumWithout(crc32, bytes.subarray(0, size), 12) !== bytes.readUInt32LE(12)) {
    log.add("vmgs-header-checksum", "The header's checksum is wrong.", offset);
    return undefined;
  }
  const version = bytes.readUInt32LE(8);
  if (version >>> 16 !== 2 && version >>> 16 !== 3) {
    log.add("vmgs-version", `The header's version ${hex(version, 8)} is not known.`, offset + 8);
    return undefined;
  }
  return {
    offset,
    version,
    sequence: bytes.readUInt32LE(16),
    fileTableBlock: bytes.readUInt32LE(24),
    encryption: bytes.readUInt16LE(32),
    markers: bytes.readUInt16LE(34),
    keySlots: [36, 100].map((at) => !isZero(bytes.subarray(at, at + 64))),
  };
}
