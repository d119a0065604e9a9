import path from "node:path";
import { DiskError, type Problem, ProblemLog } from "../../disks/problem.ts";
import { TargetError } from "../../extraction/target-error.ts";
import { ImageFileError } from "../../image-files/image-file-error.ts";
import type { Console } from "../console.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { UsageError } from "../usage-error.ts";
import { openSubject, problemsOf, type SubjectImage } from "./answer-images.ts";
import { type DiskOptions, readDiskOptions } from "./disk-options.ts";
import { extractFiles } from "./extract-files.ts";
import { sortFindings, tellFindings } from "./findings.ts";
import { writeJson } from "./write-json.ts";

/** `disk extract IMAGE [PATH…] --out DIR`: files and folders, or everything, into a folder. */
export function extract(args: readonly string[], console: Console): ExitCode {
  const options = readDiskOptions("extract", args, ["json", "partition", "deleted", "streams", "out"], console);
  const [name, ...wanted] = options.names;
  if (name === undefined) throw new UsageError("extract takes an image, and paths of files and folders in it.");
  if (options.out === undefined) throw new UsageError("extract needs --out DIR.");
  let image: SubjectImage | undefined;
  try {
    image = openSubject(name, options);
    return extractTo(options.out, image, wanted, options, console);
  } catch (error) {
    if (error instanceof DiskError) {
      tellFindings(name, sortFindings([...(image ? problemsOf(image) : []), error]), console);
      return exitCode.errors;
    }
    if (!(error instanceof ImageFileError || error instanceof TargetError)) throw error;
    console.err(`confidential-pods: ${error.message}\n`);
    return exitCode.failed;
  } finally {
    image?.close();
  }
}

function extractTo(
  out: string,
  image: SubjectImage,
  wanted: readonly string[],
  { partition, deleted, streams, json }: DiskOptions,
  console: Console,
): ExitCode {
  const log = new ProblemLog();
  const { extracted, failures, missing } = extractFiles(image, { out, wanted, partition, deleted, streams }, log);
  const found: readonly Problem[] = [...problemsOf(image), ...log.problems];
  const findings = sortFindings(found);
  if (json) {
    const files = extracted.map((file) => ({ ...file, target: path.relative(out, file.target) }));
    writeJson({ files, ...findings }, console);
  } else {
    const bytes = extracted.reduce((sum, { size }) => sum + size, 0);
    console.out(`${extracted.length} ${extracted.length === 1 ? "file" : "files"}, ${bytes} bytes, to ${out}\n`);
    tellFindings(image.name, findings, console);
  }
  const sentences = [...failures, ...missing.map((each) => `There is no '${each}' in '${image.name}'.`)];
  for (const sentence of sentences) console.err(`confidential-pods: ${sentence}\n`);
  if (sentences.length > 0) return exitCode.failed;
  return findings.problems.length > 0 ? exitCode.errors : exitCode.clean;
}
