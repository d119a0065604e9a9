import type { ExtractParams, ExtractResult } from "../disk-protocol.ts";
import { counted } from "../disks/formats/text.ts";
import { ProblemLog } from "../disks/problem.ts";
import { extractInSteps } from "../extraction/extract-file.ts";
import { placeInTarget } from "../extraction/place-in-target.ts";
import { maxFailures, TargetError } from "../extraction/target-error.ts";
import { TargetTree } from "../extraction/target-tree.ts";
import type { ListedFile } from "../image-files/listed-file.ts";
import { changesOf, type ImageFile } from "../image-files/open-image-file.ts";
import { ByteProgress } from "./byte-progress.ts";
import type { CallContext } from "./call-context.ts";
import { chosenFiles } from "./chosen-files.ts";
import { inSteps } from "./in-steps.ts";

/**
 * Extracts a file, a directory under its own name, or everything. What cannot be read or written is told, and the files
 * after it are extracted still; nothing that exists is replaced.
 * @throws TargetError where the folder cannot be made, DiskError where nothing is at the path
 */
export async function extractPlace(image: ImageFile, params: ExtractParams, call: CallContext): Promise<ExtractResult> {
  const log = new ProblemLog();
  const failures: string[] = [];
  let files = 0;
  let bytes = 0;
  const chosen = await chosenFiles(image, params, call);
  const tree = new TargetTree(params.target);
  const progress = new ByteProgress(chosen, call);
  for (const [index, file] of chosen.entries()) {
    const steps = extractInSteps(file, placeOf(file, params, image), tree, log);
    try {
      if ((await inSteps(steps, call, (done) => progress.within(done))) === undefined) continue;
      files++;
      bytes += file.size;
    } catch (error) {
      if (!(error instanceof TargetError)) throw error;
      failures.push(error.message);
      if (!error.isFinal && failures.length < maxFailures) continue;
      const rest = chosen.length - index - 1;
      if (rest > 0) failures.push(`Nothing behind it was tried: ${counted(rest, "more file")}.`);
      break;
    } finally {
      progress.end(file);
    }
  }
  tree.finish();
  const problems = [...log.problems, ...changesOf(image)].map(({ message }) => message);
  return { files, bytes, problems: [...failures, ...problems] };
}

/** Where a file goes below the target: without the directories above what was asked for. */
function placeOf(file: ListedFile, { partition, path }: ExtractParams, { disk }: ImageFile): string {
  return partition === null ? placeInTarget(file, disk) : file.path.slice(path.lastIndexOf("/") + 1);
}
