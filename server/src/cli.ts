#!/usr/bin/env node
/** The headless process: `confidential-pods COMMAND …`. */
import { readFileSync } from "node:fs";
import { exitCode } from "./cli/exit-code.ts";
import { run } from "./cli/run.ts";
import { optimizeLate } from "./optimize-late.ts";

optimizeLate();

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // Whoever read our output has seen enough (`| head`).
  if (error.code === "EPIPE") process.exit();
  throw error;
});

run(process.argv.slice(2), {
  folder: process.cwd(),
  colors: process.stdout.isTTY && process.stdout.hasColors(),
  out: (text) => process.stdout.write(text),
  write: (bytes) => process.stdout.write(bytes),
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
