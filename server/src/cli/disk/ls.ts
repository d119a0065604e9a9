import { oneLine } from "../../disks/formats/text.ts";
import { type Problem, ProblemLog } from "../../disks/problem.ts";
import { sha256 } from "../../image-files/content.ts";
import { type ListedFile, listFiles } from "../../image-files/listed-file.ts";
import type { Console } from "../console.ts";
import type { ExitCode } from "../exit-code.ts";
import { type Answer, answerImages, type SubjectImage } from "./answer-images.ts";
import { type DiskOptions, readDiskOptions } from "./disk-options.ts";

/** A listed file as the JSON has it; members that do not apply are left out. */
type FileData = {
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

/** `disk ls IMAGE…`: every file and alternate data stream of every file system. */
export function ls(args: readonly string[], console: Console): ExitCode {
  const options = readDiskOptions("ls", args, ["json", "partition", "hash", "deleted", "streams"], console);
  return answerImages(options, console, { files: [] }, (image) => listImage(image, options));
}

function listImage(image: SubjectImage, options: DiskOptions): Answer {
  const log = new ProblemLog();
  const listing = listFiles(image, options.partition, { streams: true, deleted: options.deleted });
  const files: FileData[] = [];
  for (const file of listing.files) {
    if (file.kind === "directory") continue;
    const hash = options.hash ? hashOf(file, image.disk.image.virtualSize, log) : undefined;
    files.push(toData(file, hash));
  }
  const problems: readonly Problem[] = [...listing.problems, ...log.problems];
  return { data: { files }, text: options.json ? "" : listingText(image, files, options), problems };
}

function hashOf(file: ListedFile, imageSize: number, log: ProblemLog): string | undefined {
  if (file.withheld !== undefined || file.kind === "reparse") return undefined;
  if (file.size > Math.max(imageSize, hashedAnyway)) {
    log.add("content-not-hashed", `${file.path}: ${file.size} bytes are more than the whole disk and not hashed.`, 0);
    return undefined;
  }
  return log.attempt(() => sha256(file.source));
}

function toData({ partition, path, size, modified, deleted, target }: ListedFile, hash: string | undefined): FileData {
  return {
    partition,
    path,
    size,
    ...(hash !== undefined && { sha256: hash }),
    modified: isoTime(modified),
    ...(deleted && { deleted }),
    ...(target !== undefined && { target }),
  };
}

/** A damaged time can be beyond what a date can be. */
function isoTime(milliseconds: number | undefined): string | null {
  if (milliseconds === undefined || Number.isNaN(new Date(milliseconds).getTime())) return null;
  return new Date(milliseconds).toISOString();
}

function listingText(
  { disk, whole }: SubjectImage,
  files: readonly FileData[],
  { hash, partition }: DiskOptions,
): string {
  if (whole !== undefined) return files.map((file) => fileLine(file, hash)).join("");
  const shown = disk.partitions.filter(({ index }) => partition === undefined || index === partition);
  return shown
    .map(({ index, typeName, name, fileSystem, content }) => {
      const inside = fileSystem?.kind ?? content?.explanation ?? "cannot be read";
      const heading = `Partition ${index}: ${oneLine(name || typeName || "whole disk")}: ${oneLine(inside)}\n`;
      const lines = files.filter((file) => file.partition === index).map((file) => fileLine(file, hash));
      return heading + lines.join("");
    })
    .join("\n");
}

function fileLine({ path, size, sha256: digest = "", modified, deleted, target }: FileData, hash: boolean): string {
  const time = modified === null ? "" : modified.slice(0, 19).replace("T", " ");
  const columns = [time.padEnd(19), String(size).padStart(12), ...(hash ? [digest.padEnd(64)] : []), oneLine(path)];
  const remarks = `${target === undefined ? "" : ` -> ${oneLine(target)}`}${deleted ? " (deleted)" : ""}`;
  return `${columns.join("  ")}${remarks}\n`;
}
