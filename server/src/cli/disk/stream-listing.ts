import { DiskError, ProblemLog } from "../../disks/problem.ts";
import { ImageFileError } from "../../image-files/image-file-error.ts";
import { listFiles } from "../../image-files/listed-file.ts";
import type { Console } from "../console.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { openSubject, problemsOf, type SubjectImage } from "./answer-images.ts";
import type { DiskOptions } from "./disk-options.ts";
import { type FileData, fileData } from "./file-data.ts";
import { type Findings, sortFindings } from "./findings.ts";
import { writeJson } from "./write-json.ts";

/** The JSON of one image's listing, written while it is read: very many files are never in memory together. */
export function streamListing(name: string, options: DiskOptions, console: Console): ExitCode {
  const log = new ProblemLog();
  let image: SubjectImage | undefined;
  try {
    image = log.attempt(() => openSubject(name, options));
    const listing = new StreamedListing(image, options, log);
    writeJson(
      { files: () => listing.files(), problems: () => listing.findings.problems, notes: () => listing.findings.notes },
      console,
    );
    // Told when the JSON is whole: what was listed before stays readable.
    if (listing.failure !== undefined) throw listing.failure;
    return listing.findings.problems.length > 0 ? exitCode.errors : exitCode.clean;
  } catch (error) {
    if (!(error instanceof ImageFileError)) throw error;
    console.err(`confidential-pods: ${error.message}\n`);
    return exitCode.failed;
  } finally {
    image?.close();
  }
}

/** A listing whose findings are complete once its files were iterated. */
class StreamedListing {
  readonly #image: SubjectImage | undefined;
  readonly #options: DiskOptions;
  readonly #log: ProblemLog;
  #findings: Findings | undefined;
  /** Why the files ended early. */
  failure: ImageFileError | undefined;

  constructor(image: SubjectImage | undefined, options: DiskOptions, log: ProblemLog) {
    this.#image = image;
    this.#options = options;
    this.#log = log;
  }

  get findings(): Findings {
    this.#findings ??= sortFindings([...(this.#image ? problemsOf(this.#image) : []), ...this.#log.problems]);
    return this.#findings;
  }

  *files(): Generator<FileData> {
    if (this.#image === undefined) return;
    const { partition, deleted } = this.#options;
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
}
