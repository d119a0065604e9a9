import type { AnnotationSet } from "../manifest/annotation-set.ts";
import { findSets } from "../manifest/find-sets.ts";
import { type Comment, commentsOf } from "../yaml/comments.ts";
import { type PodFileSyntax, readDocument } from "../yaml/read-document.ts";
import type { Reading } from "../yaml/reading.ts";
import type { Span } from "../yaml/span.ts";
import type { TreeNode } from "../yaml/tree.ts";
import { lineStartsOf } from "./line-index.ts";

/** What every annotation key that hcsshim or containerd reads contains. */
export const mention = /microsoft|io\.kubernetes/i;
/** A line that is neither blank nor a comment nor a directive. */
const content = /^\uFEFF?[ \t]*[^\s#%]/m;
/** What every comment that is addressed to us contains. */
const commentMarker = "confidential-pods-";

/** Of a document in which nothing is written, or nothing that we read. */
export const emptyReading: Reading = { tree: undefined, quality: "exact", syntax: "yaml" };

/** One manifest document; everything it knows is found out when first asked, once. */
export class ReadManifest {
  readonly text: string;
  /** Place among the file's documents; changes when documents are added or removed above. */
  index = 0;
  private readonly syntax: PodFileSyntax;
  private read: Reading | undefined;
  private found: readonly AnnotationSet[] | undefined;
  private remarks: readonly Comment[] | undefined;
  private starts: readonly number[] | undefined;
  private mentions: boolean | undefined;
  private contained: boolean | undefined;

  /** `reading` is given for a text that must not be read at all. */
  constructor(text: string, syntax: PodFileSyntax, reading?: Reading) {
    this.text = text;
    this.syntax = syntax;
    this.read = reading;
  }

  /** False where no annotation of ours can be in the document, so that its sets need not be looked at. Cheap. */
  get mentionsAnnotations(): boolean {
    this.mentions ??= mention.test(this.text);
    return this.mentions;
  }

  /** False for a document of blank lines and comments alone. */
  get hasContent(): boolean {
    this.contained ??= content.test(this.text);
    return this.contained;
  }

  get reading(): Reading {
    this.read ??= this.hasContent ? readDocument(this.text, this.syntax) : emptyReading;
    return this.read;
  }

  get tree(): TreeNode | undefined {
    return this.reading.tree;
  }

  get sets(): readonly AnnotationSet[] {
    this.found ??= findSets({ text: this.text, reading: this.reading, isTemplateFile: this.syntax === "template" });
    return this.found;
  }

  /** All comments where one of them is addressed to us; none otherwise. */
  get comments(): readonly Comment[] {
    this.remarks ??= this.text.includes(commentMarker) ? commentsOf(this.text, this.reading) : [];
    return this.remarks;
  }

  get lineStarts(): readonly number[] {
    this.starts ??= lineStartsOf(this.text);
    return this.starts;
  }

  /** Where reading stopped, if it concerns us at all. */
  get unreadAt(): Span | undefined {
    return this.mentionsAnnotations ? this.reading.tooDeepAt : undefined;
  }
}
