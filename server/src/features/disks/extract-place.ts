import path from "node:path";
import type { ExtractParams, ExtractResult } from "../../disk-protocol.ts";
import { wholeArtifact } from "../../disks/formats/find-artifacts.ts";
import { DiskError, ProblemLog } from "../../disks/problem.ts";
import { TargetError } from "../../extraction/target-error.ts";
import { keepTime, TargetTree } from "../../extraction/target-tree.ts";
import { writeContent } from "../../extraction/write-content.ts";
import { type ListedFile, listFiles } from "../../image-files/listed-file.ts";
import type { ImageFile } from "../../image-files/open-image-file.ts";
import type { CallContext } from "./call-context.ts";

/** A target where nothing may be written would say the same for every file. */
const maxFailures = 50;

/**
 * Extracts a file, a directory under its own name, or everything. What cannot be read or written is told, and the files
 * after it are extracted still; nothing that exists is replaced.
 * @throws TargetError where the folder cannot be made, DiskError where nothing is at the path
 */
export async function extractPlace(image: ImageFile, params: ExtractParams, call: CallContext): Promise<ExtractResult> {
  const subject = { ...image, whole: wholeArtifact(image.disk, path.basename(image.name)) };
  const log = new ProblemLog();
  const failures: string[] = [];
  let files = 0;
  let bytes = 0;
  const chosen = [...listFiles(subject, params.partition ?? undefined, {}).files].filter((file) =>
    isChosen(file, params),
  );
  if (chosen.length === 0 && params.path !== "") {
    throw new DiskError("file-not-found", `There is no '${params.path}' on this volume.`, 0);
  }
  const hasSeveral = image.disk.partitions.filter(({ fileSystem }) => fileSystem !== undefined).length > 1;
  const tree = new TargetTree(params.target);
  for (const [index, file] of chosen.entries()) {
    await call.checkpoint();
    call.progress(index / chosen.length);
    try {
      if (!extractFile(file, placeOf(file, params, hasSeveral), tree, log)) continue;
      files++;
      bytes += file.size;
    } catch (error) {
      if (!(error instanceof TargetError)) throw error;
      failures.push(error.message);
      if (error.isFinal || failures.length >= maxFailures) break;
    }
  }
  tree.finish();
  return { files, bytes, problems: [...failures, ...log.problems.map(({ message }) => message)] };
}

function isChosen(file: ListedFile, params: ExtractParams): boolean {
  return params.partition === null || params.path === "" || file.path === params.path || isBelow(file, params);
}

function isBelow(file: ListedFile, params: ExtractParams): boolean {
  return file.path.startsWith(`${params.path}/`);
}

/** Where a file goes below the target: without the directories above what was asked for. */
function placeOf(file: ListedFile, params: ExtractParams, hasSeveral: boolean): string {
  if (params.partition === null) return hasSeveral ? `partition ${file.partition}/${file.path}` : file.path;
  return file.path.slice(params.path.lastIndexOf("/") + 1);
}

/** Whether a file was written. */
function extractFile(file: ListedFile, place: string, tree: TargetTree, log: ProblemLog): boolean {
  if (file.kind === "directory") {
    tree.addFolder(place, file.modified);
    return false;
  }
  if (file.kind === "link" || file.withheld !== undefined) {
    log.add(
      "not-extracted",
      `${file.path}: ${file.withheld ?? `it is a link to ${file.target ?? "another place"}`}.`,
      0,
    );
    return false;
  }
  const target = tree.placeOf(place);
  const isWritten = log.attempt(() => {
    writeContent(target, file.source);
    return true;
  });
  if (isWritten === true && file.modified !== undefined) keepTime(target, file.modified);
  return isWritten === true;
}
