import type { ByteSource } from "../byte-source.ts";
import { DiskError, type ProblemLog } from "../problem.ts";
import { overlayPageSize, overlaySource } from "./overlay-source.ts";
import type { VhdxHeader } from "./vhdx-header.ts";
import {
  claimedLength,
  type LogWrite,
  logSector,
  logWrites,
  parseLogEntry,
  type VhdxLogEntry,
} from "./vhdx-log-entry.ts";

/** Hyper-V makes logs of 1 MiB; a larger one than this is not read into memory. */
const largestLog = 32 * 1024 * 1024;
/** Pages that a replay may cover (1 GiB); more is no log but an attempt to fill memory. */
const maxPages = 262_144;
const zeroPage = Buffer.alloc(overlayPageSize);

/**
 * The file as a writer would leave it after replaying the log; nothing is written. A log that cannot be replayed
 * is a problem, and the file is read as it stands.
 */
export function replayLog(file: ByteSource, header: VhdxHeader, log: ProblemLog): ByteSource {
  if (header.logGuid === undefined) return file;
  const { logGuid, logOffset, logLength } = header;
  try {
    if (header.logVersion !== 0)
      throw new DiskError("vhdx-log-version", `Log version ${header.logVersion} is not known.`, logOffset);
    if (logLength === 0 || logLength % logSector !== 0 || logLength > largestLog) {
      throw new DiskError("vhdx-log-length", `The log's length ${logLength} is not possible.`, logOffset);
    }
    const entries = activeSequence(file.read(logOffset, logLength), logGuid, logOffset);
    const pages = new Map<number, Buffer>();
    const limit = Math.ceil(file.size / overlayPageSize) + maxPages;
    for (const { writes } of entries) for (const write of writes) apply(write, pages, limit, logOffset);
    const flushed = entries.at(-1)?.entry.flushedFileSize ?? 0;
    if (file.size < flushed) {
      log.add(
        "vhdx-file-cut-off",
        `The log says the file had ${flushed} bytes; it has ${file.size}: its end is missing.`,
        logOffset,
      );
    }
    log.add(
      "vhdx-log-replayed",
      `The disk was not closed cleanly. Entries of its log replayed in memory: ${entries.length}.`,
      logOffset,
    );
    return overlaySource(file, pages);
  } catch (error) {
    log.take(error, "The log was not replayed, recent writes are missing");
    return file;
  }
}

interface ActiveEntry {
  readonly entry: VhdxLogEntry;
  readonly writes: readonly LogWrite[];
}

/** The run of consecutive entries that holds the highest sequence number, from its head's tail on ([MS-VHDX] 2.3.3). */
function activeSequence(bytes: Buffer, logGuid: string, logOffset: number): readonly ActiveEntry[] {
  const entries = findEntries(bytes, logGuid, logOffset);
  const successor = ({ entry }: ActiveEntry): ActiveEntry | undefined => {
    const next = entries.get((entry.at + entry.length) % bytes.length);
    return next?.entry.sequence === entry.sequence + 1 ? next : undefined;
  };
  const followers = new Set([...entries.values()].map(successor));
  let best: readonly ActiveEntry[] = [];
  let highest = 0;
  for (const first of entries.values()) {
    if (followers.has(first)) continue;
    const run: ActiveEntry[] = [];
    for (let at: ActiveEntry | undefined = first; at !== undefined; at = successor(at)) run.push(at);
    const head = run.at(-1) ?? first;
    const tail = run.findIndex(({ entry }) => entry.at === head.entry.tail);
    if (tail < 0 || head.entry.sequence <= highest) continue;
    highest = head.entry.sequence;
    best = run.slice(tail);
  }
  if (best.length > 0) return best;
  throw new DiskError("vhdx-log-broken", "No complete sequence of log entries was found.", logOffset);
}

function findEntries(bytes: Buffer, logGuid: string, logOffset: number): ReadonlyMap<number, ActiveEntry> {
  const found = new Map<number, ActiveEntry>();
  // Overlapping claims could make us check the same bytes thousands of times.
  let budget = bytes.length * 8;
  for (let at = 0; at < bytes.length; at += logSector) {
    const length = claimedLength(bytes, at, logGuid);
    if (length === undefined) continue;
    budget -= length;
    if (budget < 0) throw new DiskError("vhdx-log-overlaps", "The log's entries overlap.", logOffset + at);
    const entry = parseLogEntry(bytes, at, length);
    const writes = entry === undefined ? undefined : logWrites(entry);
    if (entry !== undefined && writes !== undefined) found.set(at, { entry, writes });
  }
  return found;
}

/** `limit`: page at which a file ends that the log may make longer. */
function apply(write: LogWrite, pages: Map<number, Buffer>, limit: number, logOffset: number): void {
  const first = write.fileOffset / overlayPageSize;
  if (first >= limit) {
    const message = `The log writes at ${write.fileOffset}, far behind the end of the file.`;
    throw new DiskError("vhdx-log-beyond-file", message, logOffset);
  }
  const count = write.kind === "data" ? 1 : Math.ceil(write.length / overlayPageSize);
  if (pages.size + count > maxPages)
    throw new DiskError("vhdx-log-too-large", "The log writes more than 1 GiB.", logOffset);
  const page = write.kind === "data" ? write.page : zeroPage;
  for (let index = first; index < first + count; index++) pages.set(index, page);
}
