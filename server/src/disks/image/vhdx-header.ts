import type { ByteSource } from "../byte-source.ts";
import { checksumWithout, crc32c } from "../crc32.ts";
import { guidLe, u64le } from "../fields.ts";
import { DiskError, type ProblemLog } from "../problem.ts";

const headerSize = 4096;
const headerOffsets = [64 * 1024, 128 * 1024] as const;
const noGuid = "00000000-0000-0000-0000-000000000000";

/** The current VHDX header ([MS-VHDX] 2.2.2). */
export interface VhdxHeader {
  readonly sequence: number;
  /** Changes with every write of data; what a child names as `parent_linkage`. */
  readonly dataWriteGuid: string;
  /** `undefined`: the log is empty. */
  readonly logGuid: string | undefined;
  readonly logVersion: number;
  readonly logOffset: number;
  readonly logLength: number;
  readonly version: number;
}

function parseHeader(bytes: Buffer): { header: VhdxHeader; valid: boolean } | undefined {
  if (bytes.toString("latin1", 0, 4) !== "head") return undefined;
  const logGuid = guidLe(bytes, 48);
  const header = {
    sequence: u64le(bytes, 8),
    dataWriteGuid: guidLe(bytes, 32),
    logGuid: logGuid === noGuid ? undefined : logGuid,
    logVersion: bytes.readUInt16LE(64),
    version: bytes.readUInt16LE(66),
    logLength: bytes.readUInt32LE(68),
    logOffset: u64le(bytes, 72),
  };
  return { header, valid: checksumWithout(crc32c, bytes, 4) === bytes.readUInt32LE(4) };
}

/** The valid header with the higher sequence number; a damaged copy is noted. `undefined`: both are lost. */
export function readVhdxHeader(file: ByteSource, log: ProblemLog): VhdxHeader | undefined {
  let newest: VhdxHeader | undefined;
  const damaged: number[] = [];
  for (const offset of headerOffsets) {
    const copy = offset + headerSize <= file.size ? parseHeader(file.read(offset, headerSize)) : undefined;
    if (!copy?.valid) damaged.push(offset);
    else if (newest === undefined || copy.header.sequence > newest.sequence) newest = copy.header;
  }
  if (newest === undefined) {
    const message =
      "Both copies of the header are damaged: whether a log is to be replayed is unknown, so recent writes may be missing.";
    log.add("vhdx-headers-lost", message, headerOffsets[0]);
    return undefined;
  }
  for (const offset of damaged) {
    log.add("vhdx-header-damaged", "This copy of the header is damaged; the other one is used.", offset);
  }
  if (newest.version !== 1) {
    throw new DiskError(
      "vhdx-version",
      `VHDX version ${newest.version} is not known; only version 1 is published.`,
      headerOffsets[0],
    );
  }
  return newest;
}

/** Whether the file is a VHDX: by its identifier, or, where that is lost, by its header and region table. */
export function looksLikeVhdx(file: ByteSource): boolean {
  const signature = (offset: number, text: string): boolean =>
    offset + text.length <= file.size && file.read(offset, text.length).toString("latin1") === text;
  if (signature(0, "vhdxfile")) return true;
  return (
    headerOffsets.some((offset) => signature(offset, "head")) && [192, 256].some((kib) => signature(kib * 1024, "regi"))
  );
}
