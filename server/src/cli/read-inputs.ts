import { readFileSync, statSync } from "node:fs";
import type { Console } from "./console.ts";
import { type DecodedText, decode } from "./decode.ts";
import { findFiles } from "./find-files.ts";
import { UsageError } from "./usage-error.ts";

/** Larger files are not read; no spec is. Bytes. */
const maxFileSize = 64 * 1024 * 1024;

/** A text to look at. */
export interface Input extends DecodedText {
  readonly name: string;
  /** Where to write it back; undefined for standard input. */
  readonly path: string | undefined;
}

/** Name of standard input where `--stdin-filename` gives none. */
export const defaultInputName = "<stdin>";

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
    const input = { name: inputName ?? defaultInputName, path: undefined, ...decode(console.readInput()) };
    return { inputs: [input], problems: [] };
  }
  if (inputName !== undefined) throw new UsageError("--stdin-filename needs '-' as the only path.");
  const { files, problems } = findFiles(args, console.folder);
  const all = [...problems];
  function* read(): Generator<Input, void> {
    for (const { name, path, isNamed } of files) {
      try {
        const size = statSync(path).size;
        if (size > maxFileSize) {
          if (isNamed) all.push(`'${name}' is larger than 64 MiB.`);
          continue;
        }
        yield { name, path, ...decode(readFileSync(path)) };
      } catch (error) {
        all.push(`'${name}' cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
      }
    }
  }
  return { inputs: read(), problems: all };
}
