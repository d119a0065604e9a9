import { viewOf } from "../../pods/effective/annotation-view.ts";
import type { ManifestDocument, PlacedDocument, PodFile } from "../../pods/pod-file.ts";
import type { Target } from "../../pods/target.ts";
import { isOurSet } from "../places/our-sets.ts";
import { keyModifier } from "./key-modifier.ts";
import { keyModifiers } from "./legend.ts";

/** The key of an annotation as a token. */
export interface KeyToken {
  /** Lines below the first of its manifest document. */
  readonly line: number;
  readonly character: number;
  readonly length: number;
  /** A bit of the legend's modifiers. */
  readonly modifiers: number;
}

const known = new WeakMap<ManifestDocument, { readonly target: Target; readonly tokens: readonly KeyToken[] }>();

/** The tokens of a manifest document from top to bottom; found once, as long as the document is untouched. */
export function keyTokens(file: PodFile, placed: PlacedDocument, target: Target): readonly KeyToken[] {
  const { document } = placed;
  const kept = known.get(document);
  if (kept?.target === target) return kept.tokens;
  const tokens = document.mentionsAnnotations ? findTokens(file, placed, target) : [];
  known.set(document, { target, tokens });
  return tokens;
}

function findTokens(file: PodFile, { document, startOffset, startLine }: PlacedDocument, target: Target): KeyToken[] {
  return document.sets.filter(isOurSet).flatMap((set) => {
    const view = viewOf(document, set, target);
    return set.annotations.flatMap((annotation) => {
      const { start, end } = annotation.keySpan;
      const modifier = keyModifier(view, annotation);
      // What a merge key brings in stands elsewhere, and tokens go from top to bottom.
      if (modifier === undefined || start < set.span.start) return [];
      const { line, character } = file.positionAt(startOffset + start);
      return [
        { line: line - startLine, character, length: end - start, modifiers: 1 << keyModifiers.indexOf(modifier) },
      ];
    });
  });
}
