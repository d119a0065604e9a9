import { DiskError } from "../problem.ts";

/** @throws DiskError `cut-off` unless `length` bytes from `at` lie inside; `what` names the structure in the sentence. */
export function need(bytes: Buffer, at: number, length: number, what: string): void {
  if (at >= 0 && length >= 0 && at + length <= bytes.length) return;
  throw new DiskError(
    "cut-off",
    `The ${what} at offset ${at} needs ${length} bytes; the end is at ${bytes.length}.`,
    at,
  );
}
