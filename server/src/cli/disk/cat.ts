import { DiskError } from "../../disks/problem.ts";
import { chunksOf } from "../../image-files/content.ts";
import { ImageFileError } from "../../image-files/image-file-error.ts";
import type { Console } from "../console.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { UsageError } from "../usage-error.ts";
import { openSubject, problemsOf, type SubjectImage } from "./answer-images.ts";
import { type DiskOptions, readDiskOptions } from "./disk-options.ts";
import { findFile } from "./find-file.ts";
import { sortFindings, tellFindings } from "./findings.ts";

/** `disk cat IMAGE PATH…`: contents, one after the other, as they are. */
export function cat(args: readonly string[], console: Console): ExitCode {
  const options = readDiskOptions("cat", args, ["partition", "deleted"], console);
  const [name, ...paths] = options.names;
  if (name === undefined || paths.length === 0) throw new UsageError("cat takes an image and paths of files in it.");
  let image: SubjectImage | undefined;
  try {
    image = openSubject(name, options);
    return writeFiles(image, paths, options, console);
  } catch (error) {
    if (error instanceof DiskError) {
      const problems = [...(image ? problemsOf(image) : []), error];
      tellFindings(name, sortFindings(problems), console);
      return exitCode.errors;
    }
    if (!(error instanceof ImageFileError)) throw error;
    console.err(`confidential-pods: ${error.message}\n`);
    return exitCode.failed;
  } finally {
    image?.close();
  }
}

function writeFiles(
  image: SubjectImage,
  paths: readonly string[],
  { partition, deleted }: DiskOptions,
  console: Console,
): ExitCode {
  let missing = 0;
  for (const path of paths) {
    const file = findFile(image, path, partition, deleted);
    const refusal = file === undefined ? "there is no such file" : file.withheld;
    if (file === undefined || refusal !== undefined) {
      console.err(`confidential-pods: '${path}' in '${image.name}': ${refusal}.\n`);
      missing++;
    } else for (const chunk of chunksOf(file.source)) console.write(chunk);
  }
  const findings = sortFindings(problemsOf(image));
  tellFindings(image.name, findings, console);
  if (missing > 0) return exitCode.failed;
  return findings.problems.length > 0 ? exitCode.errors : exitCode.clean;
}
