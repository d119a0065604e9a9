import type { Fix } from "../finding.ts";
import type { PodFile } from "../pod-file.ts";
import type { ReviewProfile } from "./profile.ts";
import { reviewFile } from "./review-file.ts";

/** A replacement in a file's text; UTF-16 offsets from the file's start. */
export interface FileEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The edits of every preferred fix that can be made at once, by ascending offset.
 * Where two fixes touch, the first finding's is made and the other waits for the next pass.
 */
export function preferredEdits(file: PodFile, profile: ReviewProfile): readonly FileEdit[] {
  const chosen: FileEdit[] = [];
  for (const { placed, findings } of reviewFile(file, profile)) {
    const inDocument: FileEdit[] = [];
    for (const finding of findings) {
      const fix = finding.fixes().find(({ preferred }) => preferred);
      if (fix === undefined) continue;
      const edits = fileEdits(fix, placed.startOffset);
      if (!edits.some((edit) => inDocument.some((other) => touch(edit, other)))) inDocument.push(...edits);
    }
    chosen.push(...inDocument.sort((a, b) => a.start - b.start));
  }
  return chosen;
}

/** A fix's edits as replacements in the file that its document starts in at `startOffset`. */
export const fileEdits = (fix: Fix, startOffset: number): readonly FileEdit[] =>
  fix.edits.map(({ span, newText }) => ({
    start: startOffset + span.start,
    end: startOffset + span.end,
    text: newText,
  }));

/** Adjacent edits count: two insertions at one place have no order. */
const touch = (a: FileEdit, b: FileEdit): boolean => a.start <= b.end && b.start <= a.end;
