import { oneLine } from "../../disks/formats/text.ts";
import type { OpenedPartition } from "../../disks/open-disk.ts";
import { DiskError, ProblemLog } from "../../disks/problem.ts";
import { ImageFileError } from "../../image-files/image-file-error.ts";
import { listFiles } from "../../image-files/listed-file.ts";
import { openSubject, problemsOf, type SubjectImage } from "./answer-images.ts";
import type { DiskOptions } from "./disk-options.ts";
import { type FileData, fileData } from "./file-data.ts";
import { type Findings, sortFindings } from "./findings.ts";

/** An opened image whose files are listed while it is read; its findings are complete once they were iterated. */
export class ImageListing {
  readonly name: string;
  readonly #image: SubjectImage | undefined;
  readonly #options: DiskOptions;
  readonly #log = new ProblemLog();
  #findings: Findings | undefined;
  /** Why the files ended early. */
  failure: ImageFileError | undefined;

  /** @throws ImageFileError where the file cannot be read; what is damaged beyond opening has no files but a problem. */
  constructor(name: string, options: DiskOptions) {
    this.name = name;
    this.#options = options;
    this.#image = this.#log.attempt(() => openSubject(name, options));
  }

  /** Asked for after the files. */
  get findings(): Findings {
    this.#findings ??= sortFindings([...(this.#image ? problemsOf(this.#image) : []), ...this.#log.problems]);
    return this.#findings;
  }

  /** The partitions that are listed; none where the image is no disk. */
  get partitions(): readonly OpenedPartition[] {
    if (this.#image === undefined || this.#image.whole !== undefined) return [];
    const { partition } = this.#options;
    return this.#image.disk.partitions.filter(({ index }) => partition === undefined || index === partition);
  }

  /** Every file, or those of one partition. */
  *files(partition = this.#options.partition): Generator<FileData> {
    if (this.#image === undefined) return;
    const { deleted } = this.#options;
    try {
      const { files, problems } = listFiles(this.#image, partition, { streams: true, deleted });
      yield* fileData(files, this.#options, this.#image.disk.image.virtualSize, this.#log);
      for (const { code, message, offset } of problems) this.#log.add(code, message, offset);
    } catch (error) {
      if (error instanceof ImageFileError) this.failure = error;
      else if (error instanceof DiskError) this.#log.take(error);
      else throw error;
    }
  }

  /** The listing for people: a heading for each partition, a line for each file. */
  *lines(): Generator<string> {
    const { hash } = this.#options;
    if (this.#image?.whole !== undefined) {
      for (const file of this.files()) yield fileLine(file, hash);
      return;
    }
    let before = "";
    for (const { index, typeName, name, fileSystem, content } of this.partitions) {
      const inside = fileSystem?.kind ?? content?.explanation ?? "cannot be read";
      yield `${before}Partition ${index}: ${oneLine(name || typeName || "whole disk")}: ${oneLine(inside)}\n`;
      before = "\n";
      for (const file of this.files(index)) yield fileLine(file, hash);
    }
  }

  close(): void {
    this.#image?.close();
  }
}

function fileLine({ path, size, sha256 = "", modified, deleted, target }: FileData, hash: boolean): string {
  const time = modified === null ? "" : modified.slice(0, 19).replace("T", " ");
  const columns = [time.padEnd(19), String(size).padStart(12), ...(hash ? [sha256.padEnd(64)] : []), oneLine(path)];
  const remarks = `${target === undefined ? "" : ` -> ${oneLine(target)}`}${deleted ? " (deleted)" : ""}`;
  return `${columns.join("  ")}${remarks}\n`;
}
