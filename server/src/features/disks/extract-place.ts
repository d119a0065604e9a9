import path from "node:path";
import type { ExtractParams, ExtractResult } from "../../disk-protocol.ts";
import type { ListOptions } from "../../disks/filesystems/file-system.ts";
import { wholeArtifact } from "../../disks/formats/find-artifacts.ts";
import { DiskError, ProblemLog } from "../../disks/problem.ts";
import { extractInSteps } from "../../extraction/extract-file.ts";
import { TargetError } from "../../extraction/target-error.ts";
import { TargetTree } from "../../extraction/target-tree.ts";
import { type ListedFile, listFiles } from "../../image-files/listed-file.ts";
import type { ImageFile } from "../../image-files/open-image-file.ts";
import type { CallContext } from "./call-context.ts";
import { fileSystemOf, findEntry } from "./disk-files.ts";
import { inSteps } from "./in-steps.ts";

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
  const { files: all } = listFiles(subject, params.partition ?? undefined, listOptions(image, params));
  const chosen = await chooseFiles(all, params, call);
  if (chosen.length === 0 && params.path !== "") {
    throw new DiskError("file-not-found", `There is no '${params.path}' on this volume.`, 0);
  }
  const hasSeveral = image.disk.partitions.filter(({ fileSystem }) => fileSystem !== undefined).length > 1;
  const tree = new TargetTree(params.target);
  const progress = new Progress(chosen, call);
  for (const file of chosen) {
    const steps = extractInSteps(file, placeOf(file, params, hasSeveral), tree, log);
    try {
      if ((await inSteps(steps, call, (done) => progress.within(done))) === undefined) continue;
      files++;
      bytes += file.size;
    } catch (error) {
      if (!(error instanceof TargetError)) throw error;
      failures.push(error.message);
      if (error.isFinal || failures.length >= maxFailures) break;
    } finally {
      progress.end(file);
    }
  }
  tree.finish();
  return { files, bytes, problems: [...failures, ...log.problems.map(({ message }) => message)] };
}

/** A deleted file or a stream is extracted where it is itself what was asked for. */
function listOptions({ disk }: ImageFile, { partition, path: wanted }: ExtractParams): ListOptions {
  if (partition === null || wanted === "") return {};
  const entry = findEntry(fileSystemOf(disk, partition), wanted);
  return { deleted: entry?.deleted ?? false, streams: entry?.kind === "stream" };
}

async function chooseFiles(
  files: Iterable<ListedFile>,
  params: ExtractParams,
  call: CallContext,
): Promise<readonly ListedFile[]> {
  const chosen: ListedFile[] = [];
  for (const file of files) {
    if (isChosen(file, params)) chosen.push(file);
    await call.checkpoint();
  }
  return chosen;
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

/** How far an extraction is, by bytes; a file without any counts as one, so that a million of them moves it too. */
class Progress {
  readonly #call: CallContext;
  readonly #total: number;
  #ended = 0;

  constructor(files: readonly ListedFile[], call: CallContext) {
    this.#call = call;
    this.#total = files.reduce((sum, { size }) => sum + size + 1, 0);
  }

  /** This many bytes of the current file are done. */
  within(done: number): void {
    this.#call.progress((this.#ended + done) / this.#total);
  }

  end({ size }: ListedFile): void {
    this.#ended += size + 1;
    this.#call.progress(this.#ended / this.#total);
  }
}
