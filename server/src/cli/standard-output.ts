import { writeSync } from "node:fs";
import { isatty } from "node:tty";
import { exitCode } from "./exit-code.ts";

const standardOutput = 1;
/** Milliseconds between two tries to write to a pipe that takes nothing at the moment. */
const pause = 5;

/**
 * Writes to standard output, all of it before this returns: what Node's stream is given faster than a reader takes it
 * stays in memory, as much as a whole disk. A terminal is left to the stream, which knows its character set.
 */
export function writeOut(data: string | Uint8Array): void {
  if (isatty(standardOutput)) {
    process.stdout.write(data);
    return;
  }
  const bytes = typeof data === "string" ? Buffer.from(data) : data;
  for (let done = 0; done < bytes.length; ) done += writePart(bytes, done);
}

function writePart(bytes: Uint8Array, from: number): number {
  try {
    return writeSync(standardOutput, bytes, from);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    // Whoever read our output has seen enough (`| head`); Windows says so in its own way.
    if (code === "EPIPE" || code === "EOF") process.exit();
    if (code === "EAGAIN") {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
      return 0;
    }
    const reason = code === "ENOSPC" ? "there is no space left on its drive" : String(error);
    process.stderr.write(`confidential-pods: standard output cannot be written: ${reason}.\n`);
    return process.exit(exitCode.failed);
  }
}
