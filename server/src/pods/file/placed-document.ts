import type { AnnotationSet } from "../manifest/annotation-set.ts";
import type { Comment } from "../yaml/comments.ts";
import type { TreeNode } from "../yaml/tree.ts";

/**
 * A manifest document: the text between two `---` lines. The object stays the same (===) across edits that do not touch
 * it; only `index` may change.
 */
export interface ManifestDocument {
  /** Place among the file's documents, 0 for the first; documents without content count for nothing. */
  readonly index: number;
  readonly text: string;
  /** False where no annotation of ours can be in the document, so that its sets need not be looked at. Cheap. */
  readonly mentionsAnnotations: boolean;
  /** Every annotations map that could reach a pod, ours or not, in source order. Parsed on first use. */
  readonly sets: readonly AnnotationSet[];
  readonly tree: TreeNode | undefined;
  /** All comments of the document where one of them contains `confidential-pods-`; otherwise none. */
  readonly comments: readonly Comment[];
}

/** A document and where it begins now: offset and line of its first character in the file. */
export interface PlacedDocument {
  readonly document: ManifestDocument;
  readonly startOffset: number;
  readonly startLine: number;
}

/** Zero-based line and UTF-16 column. */
export interface Position {
  readonly line: number;
  readonly character: number;
}
