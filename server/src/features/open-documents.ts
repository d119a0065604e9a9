import type { Position, Range, TextDocumentContentChangeEvent, TextDocumentItem } from "vscode-languageserver/node";
import { PodFile } from "../pods/pod-file.ts";
import { syntaxOf } from "./language-syntax.ts";

/** A document that the editor has open. */
export interface OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  /** As the client counts; changes with every edit. */
  readonly version: number;
  readonly file: PodFile;
}

/** The open documents, kept in step with the editor by its change notifications. */
export class OpenDocuments {
  readonly #byUri = new Map<string, OpenDocument>();

  get(uri: string): OpenDocument | undefined {
    return this.#byUri.get(uri);
  }

  all(): readonly OpenDocument[] {
    return [...this.#byUri.values()];
  }

  open({ uri, languageId, version, text }: TextDocumentItem): void {
    this.#byUri.set(uri, { uri, languageId, version, file: PodFile.open(uri, text, syntaxOf(uri, languageId)) });
  }

  /** @returns false where the document is not open. */
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): boolean {
    const document = this.#byUri.get(uri);
    if (document === undefined) return false;
    applyChanges(document.file, changes);
    this.#byUri.set(uri, { ...document, version });
    return true;
  }

  close(uri: string): void {
    this.#byUri.delete(uri);
  }
}

/** Positions of each change count in the text that the changes before it have left. */
function applyChanges(file: PodFile, changes: readonly TextDocumentContentChangeEvent[]): void {
  let batch: { start: number; end: number; text: string }[] = [];
  let batchStart: Position | undefined;
  const flush = (): void => {
    if (batch.length > 0) file.edit(batch);
    batch = [];
    batchStart = undefined;
  };
  for (const change of changes) {
    if (!("range" in change)) {
      batch = [];
      batchStart = undefined;
      file.replace(change.text);
      continue;
    }
    const range = ordered(change.range);
    // From back to front, as editors send a multi-cursor edit, positions do not move: one edit, one line index.
    if (batchStart !== undefined && !isBefore(range.end, batchStart)) flush();
    batch.push({ start: file.offsetAt(range.start), end: file.offsetAt(range.end), text: change.text });
    batchStart = range.start;
  }
  flush();
}

const ordered = ({ start, end }: Range): Range => (isBefore(end, start) ? { start: end, end: start } : { start, end });

const isBefore = (a: Position, b: Position): boolean =>
  a.line < b.line || (a.line === b.line && a.character < b.character);
