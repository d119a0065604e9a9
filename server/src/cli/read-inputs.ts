import { readFileSync, statSync } from "node:fs";
import { readReason } from "../files/system-error.ts";
import { type DecodedText, decode } from "../files/text-encoding.ts";
import { type HandlersByClass, KnownClasses } from "../pods/handlers/known-classes.ts";
import { mentionsRuntimeClass, runtimeClassesIn } from "../pods/handlers/runtime-classes.ts";
import { PodFile } from "../pods/pod-file.ts";
import { isTomlName } from "../pods/review/review-config.ts";
import type { Console } from "./console.ts";
import { type FoundFile, findFiles } from "./find-files.ts";
import { UsageError } from "./usage-error.ts";

/** Larger files are not read; no spec is. Bytes. */
const maxFileSize = 64 * 1024 * 1024;

/** A text to look at. */
export interface Input extends DecodedText {
  readonly name: string;
  /** Where to write it back; undefined for standard input. */
  readonly path: string | undefined;
  /** Handlers by RuntimeClass, of those in all inputs that hold for this one. */
  readonly runtimeClasses: HandlersByClass;
}

/** Name of standard input where `--stdin-filename` gives none. */
const defaultInputName = "<stdin>";

/** Texts and what could not be read. */
export interface Inputs {
  readonly inputs: Iterable<Input>;
  /** Sentences; complete once `inputs` was iterated. */
  readonly problems: readonly string[];
}

/** The texts that a command's arguments mean, each read when it is its turn; `-` is standard input. */
export function readInputs(args: readonly string[], inputName: string | undefined, console: Console): Inputs {
  if (args.includes("-")) {
    if (args.length > 1) throw new UsageError("'-' (standard input) cannot be mixed with paths.");
    const decoded = decode(console.readInput());
    const name = inputName ?? defaultInputName;
    const classes = new KnownClasses();
    addClasses(classes, name, decoded.text);
    return { inputs: [{ name, path: undefined, ...decoded, runtimeClasses: classes.for(name) }], problems: [] };
  }
  if (inputName !== undefined) throw new UsageError("--stdin-filename needs '-' as the only path.");
  const { files, problems } = findFiles(args, console.folder);
  const all = [...problems];
  function* read(): Generator<Input, void> {
    const classes = classesOf(files);
    for (const { name, path, isNamed } of files) {
      try {
        const decoded = decodeFile(path);
        if (decoded !== undefined) yield { name, path, ...decoded, runtimeClasses: classes.for(name) };
        else if (isNamed) all.push(`'${name}' is larger than 64 MiB.`);
      } catch (error) {
        all.push(`'${name}' cannot be read: ${readReason(error)}.`);
      }
    }
  }
  return { inputs: read(), problems: all };
}

/** A file's text; undefined where it is too large. @throws what reading it throws */
const decodeFile = (path: string): DecodedText | undefined =>
  statSync(path).size > maxFileSize ? undefined : decode(readFileSync(path));

/** The RuntimeClasses of all files, read ahead: one holds for the files before it, too. */
function classesOf(files: readonly FoundFile[]): KnownClasses {
  const classes = new KnownClasses();
  for (const { name, path } of files) {
    try {
      addClasses(classes, name, decodeFile(path)?.text ?? "");
    } catch {
      // Said when it is this file's turn.
    }
  }
  return classes;
}

function addClasses(classes: KnownClasses, name: string, text: string): void {
  if (!isTomlName(name) && mentionsRuntimeClass(text)) classes.set(name, runtimeClassesIn(PodFile.open(name, text)));
}
