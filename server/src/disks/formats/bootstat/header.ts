import { DiskError, type ProblemLog } from "../../problem.ts";
import { need } from "../need.ts";
import { hex } from "../text.ts";

/** **efi**: the boot manager's own file on the ESP; **windows**: `\Windows\bootstat.dat`, boot status data before the log; **v2**: of Windows Vista. */
export type BootStatusForm = "efi" | "windows" | "v2";

/** Where the log's entries are. Offsets are of the file. */
export interface BootStatusHeader {
  readonly form: BootStatusForm;
  readonly version: number;
  /** The ring of entries: from the first byte that an entry can take to the end of the log. */
  readonly start: number;
  readonly end: number;
  /** Where the oldest entry is. */
  readonly first: number;
  /** Where the next entry would be written. */
  readonly next: number;
}

/** Every log that is known is 64 KiB. */
const maxLogSize = 1024 * 1024;
const windowsLogOffset = 0x800;
const v4HeaderSize = 24;
const v2HeaderSize = 16;

/**
 * The header, found by its version number at the start, or at 0x800 where Windows keeps boot status data first.
 * Offsets that lead out of the log are reported and replaced by the nearest sensible ones.
 * @throws DiskError `bootstat-unknown` where no version that is known stands at either place.
 */
export function readBootStatusHeader(bytes: Buffer, log: ProblemLog): BootStatusHeader {
  need(bytes, 0, v2HeaderSize, "boot status log's header");
  const version = bytes.readUInt32LE(0);
  if (version === 4 && bytes.length >= v4HeaderSize && looksLikeVersion4(bytes, 0)) {
    return version4(bytes, "efi", 0, log);
  }
  if (bytes.length >= windowsLogOffset + v4HeaderSize && looksLikeVersion4(bytes, windowsLogOffset)) {
    return version4(bytes, "windows", windowsLogOffset, log);
  }
  if (version === 2) return version2(bytes, log);
  if (version === 4 && bytes.length >= v4HeaderSize) return version4(bytes, "efi", 0, log);
  throw new DiskError(
    "bootstat-unknown",
    `No boot status log: neither offset 0 (${hex(version, 8)}) nor offset 0x800 holds version 2 or 4.`,
    0,
  );
}

function looksLikeVersion4(bytes: Buffer, base: number): boolean {
  return bytes.readUInt32LE(base) === 4 && bytes.readUInt32LE(base + 4) === v4HeaderSize;
}

function version4(bytes: Buffer, form: BootStatusForm, base: number, log: ProblemLog): BootStatusHeader {
  const field = (at: number): number => bytes.readUInt32LE(base + at);
  const declaredStart = field(4);
  if (declaredStart !== v4HeaderSize) {
    log.add("bootstat-start", `The log starts at ${declaredStart}, not after its header at ${v4HeaderSize}.`, base + 4);
  }
  const start = base + (declaredStart >= v4HeaderSize && declaredStart < field(8) ? declaredStart : v4HeaderSize);
  const end = logEnd(bytes, base, field(8), base + 8, log);
  const inside = (at: number, what: string): number => {
    const offset = base + field(at);
    if (offset >= start && offset <= end) return offset;
    log.add("bootstat-offset", `The ${what} entry is said to be at ${field(at)}, outside the log.`, base + at);
    return start;
  };
  const next = inside(12, "next");
  return { form, version: 4, start, end, next, first: inside(16, "oldest") };
}

/** A log without a ring: entries from the start, as many bytes as are valid. */
function version2(bytes: Buffer, log: ProblemLog): BootStatusHeader {
  const end = logEnd(bytes, 0, bytes.readUInt32LE(8), 8, log);
  const valid = bytes.readUInt32LE(12);
  if (valid > end) log.add("bootstat-offset", `${valid} bytes are said to be valid, more than the log holds.`, 12);
  const next = Math.max(v2HeaderSize, Math.min(valid, end));
  return { form: "v2", version: 2, start: v2HeaderSize, end, next, first: v2HeaderSize };
}

function logEnd(bytes: Buffer, base: number, size: number, at: number, log: ProblemLog): number {
  const available = Math.min(bytes.length - base, maxLogSize);
  if (size > 0 && size <= available) return base + size;
  log.add("bootstat-size", `The log is said to be ${size} bytes long; ${available} are read.`, at);
  return base + available;
}
