import type { Diagnostic } from "vscode-languageserver/node";
import { mention } from "../../pods/file/read-manifest.ts";
import { isSpecName } from "../../pods/file/spec-names.ts";
import { PodFile } from "../../pods/pod-file.ts";
import { assemble } from "../diagnostics/assemble.ts";
import type { OnUnread, WorkspaceFiles } from "../files/workspace-files.ts";
import { isToml, syntaxOf } from "../language-syntax.ts";
import { nextTurn } from "../next-turn.ts";
import type { OpenDocument } from "../open-documents.ts";
import type { ServerContext } from "../server-context.ts";
import type { Settings } from "../settings/read-settings.ts";

/** What there is to say of a file that is not open. */
export interface FileReview {
  readonly uri: string;
  /** Changes when the diagnostics may have. */
  readonly id: string;
  readonly items: Diagnostic[];
}

interface Kept extends FileReview {
  readonly stamp: string;
  readonly settings: Settings;
}

/** Files that are read together; the texts of two batches are in memory at a time. */
const batch = 16;
/** How long files are reviewed before other messages get their turn, milliseconds. */
const turn = 8;

/** Reviews the specs of the workspace's folders; a file that has not changed since is not read again. */
export class WorkspaceReviewer {
  readonly #context: ServerContext;
  readonly #files: WorkspaceFiles;
  readonly #settled: () => Promise<unknown>;
  readonly #kept = new Map<string, Kept>();
  #reviews = 0;

  constructor(context: ServerContext, files: WorkspaceFiles, settled: () => Promise<unknown>) {
    this.#context = context;
    this.#settled = settled;
    this.#files = files;
  }

  /** The specs of every folder that is validated, by folder. */
  async find(
    isWanted: () => boolean,
    onUnread?: OnUnread,
  ): Promise<readonly (readonly [folder: string, uris: readonly string[]])[]> {
    const found: [string, readonly string[]][] = [];
    const seen = new Set<string>();
    await this.#settled();
    for (const folder of this.#context.folders.all()) {
      if (!(await this.#context.settings.of(folder)).validate) continue;
      const uris = await this.#files.list(folder, isSpecName, isWanted, onUnread);
      // Folders of a workspace may lie in each other.
      found.push([folder, uris.filter((uri) => !seen.has(uri))]);
      for (const uri of uris) seen.add(uri);
    }
    return found;
  }

  /**
   * Reviews files in order, a turn at a time. Open documents are left to their own diagnostics; settings are those of the
   * folder, asked for once, with what holds of the runtime for each file.
   */
  async *review(
    folder: string,
    uris: readonly string[],
    isWanted: () => boolean,
    onUnread?: OnUnread,
  ): AsyncGenerator<FileReview, void, undefined> {
    const look = (from: number): Promise<readonly (Kept | Unreviewed | undefined)[]> =>
      Promise.all(uris.slice(from, from + batch).map((uri) => this.#look(uri, folder, onUnread)));
    let turnEnds = performance.now() + turn;
    let next = look(0);
    for (let from = 0; from < uris.length && isWanted(); from += batch) {
      const looked = await next;
      // The disk works while these are reviewed.
      next = look(from + batch);
      for (const file of looked) {
        if (!isWanted()) return;
        if (file !== undefined && !this.#isOpen(file.uri)) yield await this.#reviewOf(file, isWanted);
        if (performance.now() < turnEnds) continue;
        await nextTurn();
        turnEnds = performance.now() + turn;
      }
    }
  }

  /** Forgets files that are not among those of the last search. */
  forgetOthers(uris: ReadonlySet<string>): void {
    for (const uri of this.#kept.keys()) if (!uris.has(uri)) this.#kept.delete(uri);
  }

  #isOpen(uri: string): boolean {
    return this.#context.documents.get(uri) !== undefined;
  }

  async #look(uri: string, folder: string, onUnread?: OnUnread): Promise<Kept | Unreviewed | undefined> {
    if (this.#isOpen(uri)) return undefined;
    const kept = this.#kept.get(uri);
    const settings = await this.#context.settings.inFolder(folder, uri);
    if (kept?.settings === settings && kept.stamp === (await this.#files.stamp(uri))) return kept;
    const read = await this.#files.readStamped(uri);
    if (read !== undefined) return { uri, settings, ...read };
    if (onUnread !== undefined && (await this.#files.stamp(uri)) !== undefined) onUnread(uri);
    return undefined;
  }

  async #reviewOf(file: Kept | Unreviewed, isWanted: () => boolean): Promise<FileReview> {
    if ("items" in file) return file;
    const { uri, stamp, settings, text } = file;
    const isOurs = isToml(uri, "") || mention.test(text);
    const items = isOurs
      ? await assemble(fromDisk(uri, text), settings, this.#context.client.uriScheme, isWanted)
      : noDiagnostics;
    // Given up in the middle: nobody is waiting, and it is not kept.
    if (items === undefined) return { uri, id: "", items: noDiagnostics };
    const before = this.#kept.get(uri);
    // A file without findings says the same after any edit that adds none: its id may stay.
    const isSame = before !== undefined && before.items.length === 0 && items.length === 0;
    const kept: Kept = { uri, stamp, settings, items, id: isSame ? before.id : `w${++this.#reviews}` };
    this.#kept.set(uri, kept);
    return kept;
  }
}

interface Unreviewed {
  readonly uri: string;
  readonly stamp: string;
  readonly settings: Settings;
  readonly text: string;
}

const noDiagnostics: Diagnostic[] = [];

/** A file as if it were open: its name alone tells the language. */
const fromDisk = (uri: string, text: string): OpenDocument => ({
  uri,
  languageId: "",
  version: 0,
  file: PodFile.open(uri, text, syntaxOf(uri, "")),
});
