import type { ProblemLog } from "../../disks/problem.ts";
import { extractInSteps } from "../../extraction/extract-file.ts";
import { runSteps } from "../../extraction/run-steps.ts";
import { TargetError } from "../../extraction/target-error.ts";
import { TargetTree } from "../../extraction/target-tree.ts";
import { listFiles } from "../../image-files/listed-file.ts";
import type { SubjectImage } from "./answer-images.ts";

/** What to extract, and where to. */
export interface Extraction {
  /** Absolute. */
  readonly out: string;
  /** Paths of files and directories; none means everything. */
  readonly wanted: readonly string[];
  readonly partition: number | undefined;
  readonly deleted: boolean;
  readonly streams: boolean;
}

/** What came of it. */
export interface Extracted {
  readonly extracted: readonly ExtractedFile[];
  /** Sentences on files that could not be written. */
  readonly failures: readonly string[];
  /** The wanted paths that nothing is at. */
  readonly missing: readonly string[];
}

interface ExtractedFile {
  readonly partition: number;
  readonly path: string;
  readonly size: number;
  /** Absolute. */
  readonly target: string;
}

/** A hostile target, such as one where nothing may be written, would say the same for every file. */
const maxFailures = 50;

/** Extracts; contents that cannot be read go to `log`, and the files after them are extracted still. @throws TargetError */
export function extractFiles(image: SubjectImage, extraction: Extraction, log: ProblemLog): Extracted {
  const { out, partition, deleted, streams } = extraction;
  const tree = new TargetTree(out);
  const extracted: ExtractedFile[] = [];
  const failures = new Set<string>();
  const choice = new Choice(extraction.wanted);
  const hasSeveral = partition === undefined && image.disk.partitions.filter((each) => each.fileSystem).length > 1;
  for (const file of listFiles(image, partition, { deleted, streams }).files) {
    if (!choice.takes(file.path)) continue;
    const place = hasSeveral ? `partition ${file.partition}/${file.path}` : file.path;
    try {
      const target = runSteps(extractInSteps(file, place, tree, log));
      if (target !== undefined) extracted.push({ partition: file.partition, path: file.path, size: file.size, target });
    } catch (error) {
      if (!(error instanceof TargetError)) throw error;
      failures.add(error.message);
      if (error.isFinal || failures.size >= maxFailures) break;
    }
  }
  tree.finish();
  return { extracted, failures: [...failures], missing: choice.missing };
}

/** The paths that were asked for, compared without regard to case. */
class Choice {
  readonly #wanted: ReadonlyMap<string, string>;
  readonly #met = new Set<string>();

  constructor(paths: readonly string[]) {
    this.#wanted = new Map(paths.map((path) => [keyOf(path), path]));
  }

  /** Whether this path is one of them, or in a directory that is. */
  takes(path: string): boolean {
    if (this.#wanted.size === 0) return true;
    const key = keyOf(path);
    for (let end = key.length; end >= 0; end = end === 0 ? -1 : Math.max(0, key.lastIndexOf("/", end - 1))) {
      const directory = key.slice(0, end);
      if (!this.#wanted.has(directory)) continue;
      this.#met.add(directory);
      return true;
    }
    return false;
  }

  get missing(): readonly string[] {
    return [...this.#wanted].filter(([key]) => key !== "" && !this.#met.has(key)).map(([, path]) => path);
  }
}

function keyOf(path: string): string {
  return path
    .replaceAll("\\", "/")
    .replace(/^\/+|\/+$/g, "")
    .toLowerCase();
}
