import type { ProblemLog } from "../disks/problem.ts";
import type { ListedFile } from "../image-files/listed-file.ts";
import { keepTime, type TargetTree } from "./target-tree.ts";
import { writeInSteps } from "./write-content.ts";

/**
 * Extracts a file or directory of an image to its place below the target, a piece at each step, and gives the bytes that
 * are done of it. Whoever stops in between leaves no part of the file.
 * @returns where a file was written; `undefined`: it is a directory, or has nothing to write, and then `log` says why
 * @throws TargetError where it cannot be written
 */
export function* extractInSteps(
  file: ListedFile,
  place: string,
  tree: TargetTree,
  log: ProblemLog,
): Generator<number, string | undefined> {
  if (file.kind === "directory") {
    // A deleted directory has nothing in it any more.
    if (!file.deleted) tree.addFolder(place, file.modified);
    return undefined;
  }
  if (file.kind === "link" || file.withheld !== undefined) {
    const reason = file.withheld ?? `it is a link to ${file.target ?? "another place"}`;
    log.add("not-extracted", `${file.path}: ${reason}.`, 0);
    return undefined;
  }
  const target = tree.placeOf(place);
  try {
    yield* writeInSteps(target, file.source);
  } catch (error) {
    log.take(error);
    return undefined;
  }
  if (file.modified !== undefined) keepTime(target, file.modified);
  return target;
}
