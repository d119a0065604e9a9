import { isSpecName } from "../../pods/file/spec-names.ts";
import { mentionsRuntimeClass, runtimeClassesIn } from "../../pods/handlers/runtime-classes.ts";
import { PodFile } from "../../pods/pod-file.ts";
import { filesOf } from "../files/files-of.ts";
import type { LanguageFeatures } from "../language-features.ts";
import { isToml, syntaxOf } from "../language-syntax.ts";
import { nextTurn } from "../next-turn.ts";
import { Sequence } from "../sequence.ts";
import type { ServerContext } from "../server-context.ts";
import { urisOf } from "../workspace-folders.ts";

/** Files that are read together. */
const batch = 16;

const isSpecUri = (uri: string): boolean => {
  const name = uri.slice(uri.lastIndexOf("/") + 1);
  return isSpecName(name) && !isToml(uri, "");
};

/** Where RuntimeClasses come from and change. */
type Following = Pick<LanguageFeatures, "initialized" | "opened" | "changed" | "closed" | "watched" | "foldersChanged">;

/** Finds the RuntimeClasses of the workspace's files and of open documents, and keeps up with them. */
export class ClassFollower {
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

  following(handlers: Following): Following {
    const { boundary, documents } = this.#context;
    const read = (uris: readonly string[]): void => {
      if (uris.length > 0)
        boundary.detach(
          "reading RuntimeClasses",
          this.#read(() => Promise.resolve(uris)),
        );
    };
    const follow = (added: readonly string[], removed: readonly string[]): void =>
      boundary.detach(
        "finding RuntimeClasses",
        this.#read(async () => {
          this.#forget(removed);
          return (await filesOf(added, this.#context.files, isSpecName)).filter(isSpecUri);
        }),
      );
    return {
      initialized: () => {
        handlers.initialized();
        follow(this.#context.folders.all(), []);
      },
      foldersChanged: (event) => {
        handlers.foldersChanged(event);
        follow(urisOf(event.added), urisOf(event.removed));
      },
      opened: (params) => {
        handlers.opened(params);
        this.#edited(params.textDocument.uri);
      },
      changed: (params) => {
        handlers.changed(params);
        this.#edited(params.textDocument.uri);
      },
      closed: (params) => {
        handlers.closed(params);
        const { uri } = params.textDocument;
        if (this.#context.classes.has(uri)) read([uri]);
      },
      watched: (params) => {
        handlers.watched(params);
        read(params.changes.map(({ uri }) => uri).filter((uri) => isSpecUri(uri) && documents.get(uri) === undefined));
      },
    };
  }

  #edited(uri: string): void {
    const open = this.#context.documents.get(uri);
    if (open === undefined || isToml(uri, open.languageId)) return;
    if (this.#context.classes.set(uri, runtimeClassesIn(open.file))) this.#renewed();
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
