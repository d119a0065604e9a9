#!/usr/bin/env node
/** The headless process: `confidential-pods COMMAND …`. */
import { readFileSync } from "node:fs";
import { isatty } from "node:tty";
import { exitCode } from "./cli/exit-code.ts";
import { run } from "./cli/run.ts";
import { writeOut } from "./cli/standard-output.ts";
import { optimizeLate } from "./optimize-late.ts";

optimizeLate();

run(process.argv.slice(2), {
  folder: process.cwd(),
  // Not asked of the stream unless it is a terminal: making the stream would make a pipe refuse what it cannot take at once.
  colors: isatty(1) && process.stdout.hasColors(),
  out: writeOut,
  write: writeOut,
  err: (text) => process.stderr.write(text),
  readInput: () => readFileSync(0),
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(
      `confidential-pods: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = exitCode.failed;
  },
);
