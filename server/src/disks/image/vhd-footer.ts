import type { ByteSource } from "../byte-source.ts";
import { u64be, uuidBe } from "../fields.ts";
import type { ProblemLog } from "../problem.ts";

export const vhdFooterSize = 512;
/** Disk type of fixed disks, the only ones without a copy of the footer at their start. */
const fixed = 2;

/** The VHD footer ("Virtual Hard Disk Image Format Specification", 2006). Its geometry is left out on purpose: hcsshim writes zeros there. */
export interface VhdFooter {
  /** Disk type field: 2 fixed, 3 dynamic, 4 differencing. */
  readonly diskType: number;
  /** Offset of the dynamic header; all bits set for fixed disks. */
  readonly dataOffset: number;
  /** Size of the virtual disk in bytes. */
  readonly currentSize: number;
  readonly uniqueId: string;
  readonly checksumValid: boolean;
}

/** One's complement of the sum of all bytes, the checksum field itself counted as zero. */
export function vhdChecksum(bytes: Buffer, checksumAt: number): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at++) sum += at >= checksumAt && at < checksumAt + 4 ? 0 : (bytes[at] ?? 0);
  return ~sum >>> 0;
}

function parseFooter(bytes: Buffer): VhdFooter | undefined {
  if (bytes.toString("latin1", 0, 8) !== "conectix") return undefined;
  return {
    diskType: bytes.readUInt32BE(60),
    dataOffset: u64be(bytes, 16),
    currentSize: u64be(bytes, 48),
    uniqueId: uuidBe(bytes, 68),
    checksumValid: vhdChecksum(bytes, 64) === bytes.readUInt32BE(64),
  };
}

/** The footer at the end, else the copy that dynamic disks keep at the start, valid ones first; `undefined`: not a VHD. */
export function readVhdFooter(file: ByteSource, log: ProblemLog): VhdFooter | undefined {
  if (file.size < vhdFooterSize) return undefined;
  const end = file.size - vhdFooterSize;
  const atEnd = parseFooter(file.read(end, vhdFooterSize));
  const atStart = parseFooter(file.read(0, vhdFooterSize));
  if (atEnd?.checksumValid) {
    if (atEnd.diskType !== fixed && !atStart?.checksumValid) {
      log.add("vhd-footer-copy-damaged", "The copy of the footer at the start of the file is damaged.", 0);
    }
    return atEnd;
  }
  if (atStart?.checksumValid) {
    const reason = atEnd === undefined ? "is missing: the file may be cut off" : "has a wrong checksum";
    log.add("vhd-footer-damaged", `The footer at the end ${reason}. Its copy at the start of the file is used.`, end);
    return atStart;
  }
  const footer = atEnd ?? atStart;
  if (footer !== undefined) {
    log.add("vhd-footer-checksum", "The footer's checksum is wrong; its fields are used as they are.", atEnd ? end : 0);
  }
  return footer;
}
