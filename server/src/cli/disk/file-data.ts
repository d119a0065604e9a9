import type { ProblemLog } from "../../disks/problem.ts";
import { sha256 } from "../../image-files/content.ts";
import type { ListedFile } from "../../image-files/listed-file.ts";
import type { DiskOptions } from "./disk-options.ts";

/** A listed file as the JSON has it; members that do not apply are left out. */
export type FileData = {
  readonly partition: number;
  readonly path: string;
  readonly size: number;
  readonly sha256?: string;
  /** ISO 8601, in UTC. */
  readonly modified: string | null;
  readonly deleted?: true;
  /** Where a link leads. */
  readonly target?: string;
};

/** Contents larger than the image and this are holes for the most part, and would take minutes. Bytes. */
const hashedAnyway = 1024 * 1024 * 1024;

/** The files among listed entries as data, hashed where that is asked for; what cannot be read is noted. */
export function* fileData(
  files: Iterable<ListedFile>,
  { hash }: DiskOptions,
  imageSize: number,
  log: ProblemLog,
): Generator<FileData> {
  const timeText = timeTexts();
  for (const file of files) {
    if (file.kind !== "directory") yield toData(file, timeText, hash ? hashOf(file, imageSize, log) : undefined);
  }
}

function hashOf(file: ListedFile, imageSize: number, log: ProblemLog): string | undefined {
  if (file.withheld !== undefined || file.kind === "reparse") return undefined;
  if (file.size > Math.max(imageSize, hashedAnyway)) {
    log.add("content-not-hashed", `${file.path}: ${file.size} bytes are more than the whole disk and not hashed.`, 0);
    return undefined;
  }
  return log.attempt(() => sha256(file.source));
}

function toData(
  { partition, path, size, modified, deleted, target }: ListedFile,
  timeText: ReturnType<typeof timeTexts>,
  hash: string | undefined,
): FileData {
  return {
    partition,
    path,
    size,
    ...(hash !== undefined && { sha256: hash }),
    modified: timeText(modified),
    ...(deleted && { deleted }),
    ...(target !== undefined && { target }),
  };
}

/** Tells times as ISO 8601; a date is made once a second of them, files are written by the hundred in one. */
function timeTexts(): (milliseconds: number | undefined) => string | null {
  let known = Number.NaN;
  let text = "";
  return (milliseconds) => {
    if (milliseconds === undefined) return null;
    const second = Math.floor(milliseconds / 1000);
    if (second !== known) {
      const date = new Date(second * 1000);
      // A damaged time can be beyond what a date can be.
      if (Number.isNaN(date.getTime())) return null;
      [known, text] = [second, date.toISOString().slice(0, -"000Z".length)];
    }
    return `${text}${String(milliseconds - second * 1000).padStart(3, "0")}Z`;
  };
}
