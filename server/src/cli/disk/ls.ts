import { oneLine } from "../../disks/formats/text.ts";
import { type Problem, ProblemLog } from "../../disks/problem.ts";
import { listFiles } from "../../image-files/listed-file.ts";
import type { Console } from "../console.ts";
import type { ExitCode } from "../exit-code.ts";
import { type Answer, answerImages, type SubjectImage } from "./answer-images.ts";
import { type DiskOptions, readDiskOptions } from "./disk-options.ts";
import { type FileData, fileData } from "./file-data.ts";
import { streamListing } from "./stream-listing.ts";

/** `disk ls IMAGE…`: every file and alternate data stream of every file system. */
export function ls(args: readonly string[], console: Console): ExitCode {
  const options = readDiskOptions("ls", args, ["json", "partition", "hash", "deleted", "streams"], console);
  const [only, ...others] = options.names;
  if (options.json && only !== undefined && others.length === 0) return streamListing(only, options, console);
  return answerImages(options, console, { files: [] }, (image) => listImage(image, options));
}

function listImage(image: SubjectImage, options: DiskOptions): Answer {
  const log = new ProblemLog();
  const listing = listFiles(image, options.partition, { streams: true, deleted: options.deleted });
  const files = [...fileData(listing.files, options, image.disk.image.virtualSize, log)];
  const problems: readonly Problem[] = [...listing.problems, ...log.problems];
  return { data: { files }, text: options.json ? "" : listingText(image, files, options), problems };
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
