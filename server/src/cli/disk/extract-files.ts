import path from "node:path";
import type { ProblemLog } from "../../disks/problem.ts";
import { runSteps } from "../../disks/run-steps.ts";
import { extractInSteps } from "../../extraction/extract-file.ts";
import { placeInTarget } from "../../extraction/place-in-target.ts";
import { maxFailures, TargetError } from "../../extraction/target-error.ts";
import { TargetTree } from "../../extraction/target-tree.ts";
import { ImageFileError } from "../../image-files/image-file-error.ts";
import { type ListedFile, listFiles } from "../../image-files/listed-file.ts";
import type { SubjectImage } from "./answer-images.ts";

/** What to extract, and where to. */
export interface ExtractionOrder {
  /** Absolute. */
  readonly out: string;
  /** Paths of files and directories; none means everything. */
  readonly wanted: readonly string[];
  readonly partition: number | undefined;
  readonly deleted: boolean;
  readonly streams: boolean;
}

/** A file that was written. */
export interface ExtractedFile {
  readonly partition: number;
  readonly path: string;
  readonly size: number;
  /** Relative to the target folder. */
  readonly target: string;
}

/** An extraction, done while its files are iterated. */
export class Extraction {
  readonly #image: SubjectImage;
  readonly #order: ExtractionOrder;
  readonly #log: ProblemLog;
  readonly #tree: TargetTree;
  readonly #choice: Choice;
  readonly #failures = new Set<string>();
  /** Why it ended early. */
  failure: ImageFileError | undefined;

  /** Contents that cannot be read go to `log`, and the files after them are extracted still. @throws TargetError */
  constructor(image: SubjectImage, order: ExtractionOrder, log: ProblemLog) {
    this.#image = image;
    this.#order = order;
    this.#log = log;
    this.#tree = new TargetTree(order.out);
    this.#choice = new Choice(order.wanted);
  }

  *files(): Generator<ExtractedFile> {
    const { partition, deleted, streams } = this.#order;
    try {
      for (const file of listFiles(this.#image, partition, { deleted, streams }).files) {
        if (!this.#choice.takes(file.path)) continue;
        const target = this.#extract(file);
        if (target !== undefined) yield { partition: file.partition, path: file.path, size: file.size, target };
        if (this.#failures.size >= maxFailures) break;
      }
    } catch (error) {
      if (error instanceof ImageFileError) this.failure = error;
      else if (error instanceof TargetError) this.#failures.add(error.message);
      else this.#log.take(error);
    }
    this.#tree.finish();
  }

  /** Sentences on files that could not be written. */
  get failures(): readonly string[] {
    return [...this.#failures];
  }

  /** The wanted paths that nothing was at. */
  get missing(): readonly string[] {
    return this.#choice.missing;
  }

  /** @returns where it was written. @throws TargetError where nothing else can be written either. */
  #extract(file: ListedFile): string | undefined {
    const { out, partition } = this.#order;
    const place = partition === undefined ? placeInTarget(file, this.#image.disk) : file.path;
    try {
      const target = runSteps(extractInSteps(file, place, this.#tree, this.#log));
      return target === undefined ? undefined : path.relative(out, target);
    } catch (error) {
      if (!(error instanceof TargetError) || error.isFinal) throw error;
      this.#failures.add(error.message);
      return undefined;
    }
  }
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
