import path from "node:path";
import { type FoundArtifact, wholeArtifact } from "../../disks/formats/find-artifacts.ts";
import type { ArtifactKind } from "../../disks/formats/identify.ts";
import type { PlainData } from "../../disks/formats/plain-data.ts";
import type { OpenedDisk } from "../../disks/open-disk.ts";
import { DiskError, type Problem } from "../../disks/problem.ts";
import { ImageFileError } from "../../image-files/image-file-error.ts";
import type { ImageContent } from "../../image-files/listed-file.ts";
import { type ImageFile, openImageFile } from "../../image-files/open-image-file.ts";
import type { Console } from "../console.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { UsageError } from "../usage-error.ts";
import type { DiskOptions } from "./disk-options.ts";
import { type Findings, sortFindings, tellFindings } from "./findings.ts";
import { writeJson } from "./write-json.ts";

/** What a command has to say about one image. */
export interface Answer {
  /** Members of the JSON, before the problems. */
  readonly data: Readonly<Record<string, PlainData>>;
  readonly text: string;
  /** What the command found beyond the readers' own problems. */
  readonly problems: readonly Problem[];
}

/** An image that a command was given. */
export type SubjectImage = ImageFile & ImageContent;

/**
 * Asks every image the same question and prints the answers; `empty` is the data of an image that gives none. `expected`:
 * what a file that is no disk is taken for.
 */
export function answerImages(
  options: DiskOptions,
  console: Console,
  empty: Answer["data"],
  ask: (image: SubjectImage) => Answer,
  expected?: ArtifactKind,
): ExitCode {
  if (options.names.length === 0) throw new UsageError("which image?");
  const answers: { readonly name: string; readonly data: Answer["data"]; readonly findings: Findings }[] = [];
  let failed = false;
  for (const name of options.names) {
    try {
      const { data, text, problems } = askImage(name, options, empty, ask, expected);
      const findings = sortFindings(problems);
      answers.push({ name, data, findings });
      if (options.json) continue;
      if (options.names.length > 1) console.out(`${answers.length > 1 ? "\n" : ""}${name}\n`);
      console.out(text);
      tellFindings(name, findings, console);
    } catch (error) {
      if (!(error instanceof ImageFileError)) throw error;
      console.err(`confidential-pods: ${error.message}\n`);
      failed = true;
    }
  }
  if (options.json && answers.length > 0) {
    const members = answers.map(({ name, data, findings }) => ({ image: name, ...data, ...findings }));
    const [only] = answers;
    const answer = options.names.length === 1 && only ? { ...only.data, ...only.findings } : { images: members };
    writeJson(answer, console);
  }
  if (failed) return exitCode.failed;
  return answers.some(({ findings }) => findings.problems.length > 0) ? exitCode.errors : exitCode.clean;
}

function askImage(
  name: string,
  options: DiskOptions,
  empty: Answer["data"],
  ask: (image: SubjectImage) => Answer,
  expected: ArtifactKind | undefined,
): Answer {
  let image: SubjectImage | undefined;
  try {
    image = openSubject(name, options, expected);
    const { data, text, problems } = ask(image);
    return { data, text, problems: [...problemsOf(image), ...problems] };
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
    return { data: empty, text: "", problems: [...(image ? problemsOf(image) : []), error] };
  } finally {
    image?.close();
  }
}

/** Opens an image that a command was given. @throws ImageFileError, DiskError */
export function openSubject(
  name: string,
  { pathOf, parents, partition }: DiskOptions,
  expected?: ArtifactKind,
): SubjectImage {
  const image = openImageFile(pathOf(name), name, parents);
  const { partitions } = image.disk;
  if (partition !== undefined && !partitions.some(({ index }) => index === partition)) {
    image.close();
    const known = partitions.map(({ index }) => index).join(", ");
    throw new UsageError(`'${name}' has no partition ${partition}; it has: ${known || "none"}.`);
  }
  const whole = wholeArtifact(image.disk, path.basename(name)) ?? takenFor(expected, image.disk, path.basename(name));
  return { ...image, whole };
}

/** Bytes in which no trace of a disk is are what was asked for, or damaged: its reader says which. */
function takenFor(
  kind: ArtifactKind | undefined,
  { image, volumes, partitions, problems }: OpenedDisk,
  name: string,
): FoundArtifact | undefined {
  const isUnknown = partitions.every(
    ({ content }) => content?.kind === "unknown" || content?.kind === "looks-encrypted",
  );
  const isClean = problems.every(({ code }) => code === "file-system-unknown");
  if (kind === undefined || !isUnknown || !isClean || volumes.scheme !== "none") return undefined;
  return { kind, partition: undefined, path: name, source: image.source, logs: [] };
}

/** What reading an image has brought up so far; what is no disk is not blamed for having no file system. */
export function problemsOf({ disk, whole, problems }: SubjectImage): readonly Problem[] {
  return [...(whole === undefined ? disk.problems : disk.image.problems), ...problems()];
}
