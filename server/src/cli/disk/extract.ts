import { counted } from "../../disks/formats/text.ts";
import { DiskError, ProblemLog } from "../../disks/problem.ts";
import { TargetError } from "../../extraction/target-error.ts";
import { ImageFileError } from "../../image-files/image-file-error.ts";
import type { Console } from "../console.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { UsageError } from "../usage-error.ts";
import { openSubject, problemsOf, type SubjectImage } from "./answer-images.ts";
import { type DiskOptions, readDiskOptions } from "./disk-options.ts";
import { Extraction } from "./extract-files.ts";
import { type Findings, sortFindings, tellFindings } from "./findings.ts";
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
  const extraction = new Extraction(image, { out, wanted, partition, deleted, streams }, log);
  // Asked for when everything was extracted.
  const findings = (): Findings => sortFindings([...problemsOf(image), ...log.problems]);
  if (json) {
    const [problems, notes] = [() => findings().problems, () => findings().notes];
    writeJson({ files: () => extraction.files(), problems, notes }, console);
  } else {
    let [count, bytes] = [0, 0];
    for (const { size } of extraction.files()) {
      count++;
      bytes += size;
    }
    console.out(`${counted(count, "file")}, ${bytes} bytes, to ${out}\n`);
    tellFindings(image.name, findings(), console);
  }
  if (extraction.failure !== undefined) throw extraction.failure;
  const { failures, missing } = extraction;
  const sentences = [...failures, ...missing.map((each) => `There is no '${each}' in '${image.name}'.`)];
  for (const sentence of sentences) console.err(`confidential-pods: ${sentence}\n`);
  if (sentences.length > 0) return exitCode.failed;
  return findings().problems.length > 0 ? exitCode.errors : exitCode.clean;
}
