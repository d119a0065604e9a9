import type { FileEvent } from "vscode-languageserver/node";
import { isSpecName } from "../../pods/file/spec-names.ts";
import { mentionsRuntimeClass, runtimeClassesIn } from "../../pods/handlers/runtime-classes.ts";
import { PodFile } from "../../pods/pod-file.ts";
import { filesOf } from "../files/files-of.ts";
import type { FileFollower } from "../files/follow-files.ts";
import { isToml, syntaxOf } from "../language-syntax.ts";
import { nextTurn } from "../next-turn.ts";
import { Sequence } from "../sequence.ts";
import type { ServerContext } from "../server-context.ts";

/** Files that are read together. */
const batch = 16;

const isSpecUri = (uri: string): boolean => {
  const name = uri.slice(uri.lastIndexOf("/") + 1);
  return isSpecName(name) && !isToml(uri, "");
};

/** Finds the RuntimeClasses of the workspace's files and of open documents, and keeps up with them. */
export class ClassFollower implements FileFollower {
  readonly #context: ServerContext;
  readonly #renewed: () => void;
  readonly #readings = new Sequence();

  /** @param renewed called when pods may have other handlers than before. */
  constructor(context: ServerContext, renewed: () => void) {
    this.#context = context;
    this.#renewed = renewed;
  }

  /** Ends when all files are read that were there, or have changed, until now. */
  get settled(): Promise<void> {
    return this.#readings.settled;
  }

  followFolders(added: readonly string[], removed: readonly string[]): void {
    const reading = this.#read(async () => {
      this.#forget(removed);
      return (await filesOf(added, this.#context.files, isSpecName)).filter(isSpecUri);
    });
    this.#context.boundary.detach("finding RuntimeClasses", reading);
  }

  opened(uri: string): void {
    this.edited(uri);
  }

  edited(uri: string): void {
    const open = this.#context.documents.get(uri);
    if (open === undefined || isToml(uri, open.languageId)) return;
    if (this.#context.classes.set(uri, runtimeClassesIn(open.file))) this.#renewed();
  }

  closed(uri: string): void {
    if (this.#context.classes.has(uri)) this.#detachReading([uri]);
  }

  watched(changes: readonly FileEvent[]): void {
    const uris = changes.map(({ uri }) => uri);
    const read = uris.filter((uri) => isSpecUri(uri) && this.#context.documents.get(uri) === undefined);
    if (read.length > 0) this.#detachReading(read);
  }

  #detachReading(uris: readonly string[]): void {
    const reading = this.#read(() => Promise.resolve(uris));
    this.#context.boundary.detach("reading RuntimeClasses", reading);
  }

  /** Classes of folders that are gone count no more, except of files that are open. */
  #forget(removed: readonly string[]): void {
    const { classes, documents, folders } = this.#context;
    const left = classes.places().filter((uri) => folders.hasLost(uri, removed) && documents.get(uri) === undefined);
    if (left.filter((uri) => classes.set(uri, [])).length > 0) this.#renewed();
  }

  /** One reading after the other: of a file that changes while it is read, the last reading is the one that counts. */
  #read(find: () => Promise<readonly string[]>): Promise<void> {
    return this.#readings.add(async () => {
      const uris = await find();
      let isChanged = false;
      for (let from = 0; from < uris.length; from += batch) {
        const changes = await Promise.all(uris.slice(from, from + batch).map((uri) => this.#readOne(uri)));
        if (changes.includes(true)) isChanged = true;
        await nextTurn();
      }
      if (isChanged) this.#renewed();
    });
  }

  /** @returns whether anything has changed. */
  async #readOne(uri: string): Promise<boolean> {
    const { classes, documents, files } = this.#context;
    const text = await files?.read(uri);
    // What is open counts as it is edited.
    if (documents.get(uri) !== undefined) return false;
    const found = text !== undefined && mentionsRuntimeClass(text);
    return classes.set(uri, found ? runtimeClassesIn(PodFile.open(uri, text, syntaxOf(uri, ""))) : []);
  }
}
