import { PodFile, type PodFileSyntax } from "../pod-file.ts";
import { changedParts } from "./changed-parts.ts";
import { type FileEdit, preferredEdits } from "./fix-pass.ts";
import type { ReviewProfile } from "./profile.ts";

/** A fix can uncover the next finding; more rounds than this are two fixes that undo each other. */
const maxPasses = 10;

/** A file with all preferred fixes made. */
export interface FixedFile {
  readonly text: string;
  /** What turns the original text into `text`, by ascending offset; empty where there was nothing to fix. */
  readonly edits: readonly FileEdit[];
}

/** Makes every preferred fix, again and again until none is left. */
export function fixAll(name: string, text: string, profile: ReviewProfile, syntax?: PodFileSyntax): FixedFile {
  const file = PodFile.open(name, text, syntax);
  const first = preferredEdits(file, profile);
  let edits = first;
  let passes = 0;
  while (edits.length > 0 && passes < maxPasses) {
    // Back to front, so that each edit's offsets still hold when it is applied.
    file.edit(edits.toReversed());
    passes++;
    edits = preferredEdits(file, profile);
  }
  return { text: file.text, edits: passes <= 1 ? first : changedParts(text, file.text) };
}
