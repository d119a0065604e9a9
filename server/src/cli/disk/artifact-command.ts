import { type ByteSource, maxReadLength, memorySource } from "../../disks/byte-source.ts";
import { type FoundArtifact, findArtifacts } from "../../disks/formats/find-artifacts.ts";
import type { ArtifactKind } from "../../disks/formats/identify.ts";
import type { PlainData } from "../../disks/formats/plain-data.ts";
import { type ArtifactContent, readArtifact } from "../../disks/formats/read-artifact.ts";
import { type Problem, ProblemLog } from "../../disks/problem.ts";
import { openFileSource } from "../../image-files/file-source.ts";
import { ImageFileError } from "../../image-files/image-file-error.ts";
import type { Console } from "../console.ts";
import type { ExitCode } from "../exit-code.ts";
import { type Answer, answerImages, problemsOf, type SubjectImage } from "./answer-images.ts";
import { type DiskOptionName, type DiskOptions, readDiskOptions } from "./disk-options.ts";
import { sortFindings } from "./findings.ts";

/** A command that shows every artifact of one kind, and how messages call one. */
export interface ArtifactCommand {
  readonly name: string;
  readonly kind: ArtifactKind;
  readonly noun: string;
  /** Options that this one has beyond what all have. */
  readonly options?: readonly DiskOptionName[];
}

const common: readonly DiskOptionName[] = ["json", "partition"];

/** `disk timeline|bcd|vmgs|reference-info IMAGE…`: the artifacts in a disk, or the file that is one. */
export function showArtifacts(command: ArtifactCommand, args: readonly string[], console: Console): ExitCode {
  const options = readDiskOptions(command.name, args, [...common, ...(command.options ?? [])], console);
  return answerImages(options, console, { artifacts: [] }, (image) => showImage(image, command, options), command.kind);
}

function showImage(image: SubjectImage, { kind, noun }: ArtifactCommand, options: DiskOptions): Answer {
  const { partition } = options;
  const logs = givenLogs(options);
  const found = artifactsOf(image, kind).filter((each) => partition === undefined || each.partition === partition);
  // What is damaged may have had one: then its problems are the answer.
  if (found.length === 0 && sortFindings(problemsOf(image)).problems.length === 0)
    throw new ImageFileError(`There is no ${noun} in '${image.name}'.`);
  const log = new ProblemLog();
  const shown: PlainData[] = [];
  const texts: string[] = [];
  const problems: Problem[] = [];
  for (const artifact of found) {
    const read = (): ArtifactContent =>
      readArtifact(kind, baseName(artifact.path), artifact.source, logsOf(artifact, logs));
    const content = log.attempt(read, artifact.partition === undefined ? undefined : artifact.path);
    if (content === undefined) continue;
    problems.push(...content.problems.map((problem) => placed(problem, artifact)));
    shown.push({ partition: artifact.partition ?? null, path: artifact.path, data: content.data });
    texts.push(found.length === 1 ? content.text : `${artifact.path}\n${content.text}`);
  }
  return { data: { artifacts: shown }, text: texts.join("\n"), problems: [...log.problems, ...problems] };
}

/** A file without a file system is tried as what it was called, so that the reader says why it is none. */
function artifactsOf({ name, disk, whole }: SubjectImage, kind: ArtifactKind): readonly FoundArtifact[] {
  if (whole?.kind === kind) return [whole];
  const isDisk = disk.partitions.some(({ fileSystem }) => fileSystem !== undefined) || disk.volumes.scheme !== "none";
  if (isDisk && whole === undefined) return findArtifacts(disk, baseName(name)).filter((each) => each.kind === kind);
  return [{ kind, partition: undefined, path: baseName(name), source: disk.image.source, logs: [] }];
}

/** Logs that were given belong to the hive that is a file of its own. */
function logsOf({ partition, logs }: FoundArtifact, given: readonly ByteSource[]): readonly ByteSource[] {
  return partition === undefined ? given : logs;
}

function givenLogs({ logs, pathOf }: DiskOptions): readonly ByteSource[] {
  return logs.map((name) => {
    const file = openFileSource(pathOf(name), name);
    try {
      return memorySource(file.read(0, Math.min(file.size, maxReadLength)));
    } finally {
      file.close();
    }
  });
}

/** Offsets count from the artifact's start, so the message says which one. */
function placed({ offset, code, message }: Problem, { partition, path }: FoundArtifact): Problem {
  return { offset, code, message: partition === undefined ? message : `${path}: ${message}` };
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}
