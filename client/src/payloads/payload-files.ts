import {
  EventEmitter,
  type FileChangeEvent,
  FileChangeType,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  Uri,
  workspace,
} from "vscode";
import { type Disposable, DisposableStore } from "../infrastructure/disposables.ts";
import { UserError } from "../infrastructure/errors.ts";
import { asFileSystem, type FileFailure, FixedFileSystem } from "../infrastructure/fixed-file-system.ts";
import type { LanguageServer } from "../infrastructure/language-server.ts";
import { accessSpec } from "./payload-access.ts";
import { payloadAddress, payloadScheme } from "./payload-uri.ts";
import { PayloadError, PayloadValue, type SeenPayload } from "./payload-value.ts";

/** Values of annotations as files: read from the spec, and saved into it. VS Code asks before it saves over a newer one. */
export class PayloadFiles extends FixedFileSystem implements FileSystemProvider, Disposable {
  readonly #server: LanguageServer;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new EventEmitter<FileChangeEvent[]>());
  /** By URI; those that VS Code watches are told apart from those that it only once read. */
  readonly #values = new Map<string, PayloadValue>();
  readonly #watched = new Map<string, Uri>();

  readonly onDidChangeFile = this.#changed.event;

  constructor(server: LanguageServer) {
    super();
    this.#server = server;
    this.#store.add(workspace.registerFileSystemProvider(payloadScheme, this, { isCaseSensitive: true }));
    this.#store.add(workspace.onDidChangeTextDocument(({ document }) => this.#lookAgain(document.uri)));
  }

  watch(uri: Uri): Disposable {
    this.#watched.set(uri.toString(), uri);
    return { dispose: () => this.#watched.delete(uri.toString()) };
  }

  async stat(uri: Uri): Promise<FileStat> {
    const { text, since } = await this.#look(uri);
    return { type: FileType.File, ctime: 0, mtime: since, size: new TextEncoder().encode(text).length };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    return new TextEncoder().encode((await this.#look(uri)).text);
  }

  async writeFile(uri: Uri, content: Uint8Array): Promise<void> {
    await asFile(uri, this.#valueOf(uri).replace(textOf(content)));
  }

  /** VS Code makes the folder of a file that is not there before it writes one: of a value that its spec has lost. */
  override createDirectory(): never {
    throw FileSystemError.Unavailable(
      "The pod spec has no such value any more. Put its annotation back and save again, or keep the text with Save As.",
    );
  }

  readDirectory(uri: Uri): never {
    throw FileSystemError.FileNotADirectory(uri);
  }

  dispose(): void {
    this.#store.dispose();
  }

  #look(uri: Uri): Promise<SeenPayload> {
    return asFile(uri, this.#valueOf(uri).look());
  }

  /** @throws FileSystemError where the URI names no value */
  #valueOf(uri: Uri): PayloadValue {
    const known = this.#values.get(uri.toString());
    if (known !== undefined) return known;
    const address = payloadAddress(uri);
    if (address === undefined) throw FileSystemError.FileNotFound(uri);
    const value = new PayloadValue(address.place, accessSpec(this.#server, address.uri));
    this.#values.set(uri.toString(), value);
    return value;
  }

  /** Tells VS Code to compare what it shows of a spec's values with what they are now. */
  #lookAgain(spec: Uri): void {
    if (this.#watched.size === 0) return;
    const events = [...this.#watched.values()]
      .filter((uri) => {
        const address = payloadAddress(uri);
        return address !== undefined && Uri.parse(address.uri).toString() === spec.toString();
      })
      .map((uri) => ({ type: FileChangeType.Changed, uri }));
    if (events.length > 0) this.#changed.fire(events);
  }
}

/** @throws FileSystemError where an editor saves in another encoding than the one that values are written in */
function textOf(content: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    throw FileSystemError.Unavailable("This document is saved in UTF-8 alone. Choose that with Save with Encoding.");
  }
}

/** Says what went wrong with the server's sentence. */
const asFile = <T>(uri: Uri, work: Promise<T>): Promise<T> => asFileSystem(uri, work, failureOf);

function failureOf(error: unknown): FileFailure | undefined {
  if (error instanceof UserError) return { kind: "unavailable", message: error.message };
  if (!(error instanceof PayloadError)) return undefined;
  const isGone = error.problem === "no-annotation" || error.problem === "closed";
  return isGone ? { kind: "missing" } : { kind: "unavailable", message: error.message };
}
