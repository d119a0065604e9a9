import path from "node:path";
import { type DiskDiff, diffDisks } from "../../disks/diff/diff-disks.ts";
import { DiskError, type Problem } from "../../disks/problem.ts";
import { ImageFileError } from "../../image-files/image-file-error.ts";
import { recordedPristine } from "../../image-files/recorded-pristine.ts";
import type { Console } from "../console.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { UsageError } from "../usage-error.ts";
import { writeBatches } from "../write-batches.ts";
import { openSubject, problemsOf, type SubjectImage } from "./answer-images.ts";
import { diffData, diffText } from "./diff-report.ts";
import { type DiskOptions, readDiskOptions } from "./disk-options.ts";
import { type Findings, sortFindings, tellFindings } from "./findings.ts";
import { writeJson } from "./write-json.ts";

/** Name that hcsshim expects of the EFI disk in a boot files root. */
const pristineName = "boot.vhd";

/**
 * `disk diff BEFORE AFTER`, or `disk diff AFTER` against what the run's record names or `--boot-files DIR` has: what was
 * written to a disk.
 */
export function diff(args: readonly string[], console: Console): ExitCode {
  const options = readDiskOptions("diff", args, ["json", "partition", "boot-files"], console);
  const names = imagePair(options);
  const images: SubjectImage[] = [];
  try {
    const [before, after] = names.map((name) => {
      const image = openSubject(name, options);
      images.push(image);
      return image;
    });
    if (before === undefined || after === undefined) return exitCode.failed;
    return report(before, after, options, console);
  } catch (error) {
    if (error instanceof DiskError) {
      const broken = names[images.length] ?? "";
      tellFindings(broken, sortFindings([error]), console);
      return exitCode.errors;
    }
    if (!(error instanceof ImageFileError)) throw error;
    console.err(`confidential-pods: ${error.message}\n`);
    return exitCode.failed;
  } finally {
    for (const image of images) image.close();
  }
}

function imagePair({ names, bootFiles, pathOf }: DiskOptions): readonly [string, string] {
  const [first, second, ...more] = names;
  if (first === undefined || more.length > 0) throw new UsageError("diff takes two images, the older one first.");
  if (bootFiles !== undefined && second === undefined) return [path.join(bootFiles, pristineName), first];
  if (bootFiles !== undefined) throw new UsageError("--boot-files names the older image; give only the newer one.");
  if (second !== undefined) return [first, second];
  const recorded = recordedPristine(pathOf(first));
  if (recorded !== undefined) return [recorded, first];
  throw new UsageError("diff takes two images, one of a run whose record is beside it, or one and --boot-files DIR.");
}

function report(before: SubjectImage, after: SubjectImage, options: DiskOptions, console: Console): ExitCode {
  const difference = diffDisks(before.disk, after.disk);
  const data = diffData(difference, options.partition);
  const found = [before, after].map((image) => ({ name: image.name, findings: sortFindings(problemsOf(image)) }));
  const own = sortFindings(unread(difference));
  const problems = [...found.flatMap(({ name, findings }) => named(name, findings.problems)), ...own.problems];
  const notes = [...found.flatMap(({ name, findings }) => named(name, findings.notes)), ...own.notes];
  if (options.json) writeJson({ ...data, problems, notes }, console);
  else {
    writeBatches(diffText(data), console);
    for (const { name, findings } of found) tellFindings(name, findings, console);
    tellFindings(after.name, own, console);
  }
  return problems.length > 0 ? exitCode.errors : exitCode.clean;
}

function named(image: string, problems: Findings["problems"]): readonly (Problem & { readonly image: string })[] {
  return problems.map((problem) => ({ image, ...problem }));
}

/** What could not be compared, and so may have changed. */
function unread({ sectors, files }: DiskDiff): readonly Problem[] {
  return [...sectors.problems, ...files.flatMap(({ problems }) => problems)];
}
