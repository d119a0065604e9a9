import type { FileEvent } from "vscode-languageserver/node";
import { filesOf } from "../files/files-of.ts";
import type { FileFollower } from "../files/follow-files.ts";
import type { WorkspaceFiles } from "../files/workspace-files.ts";
import { isToml } from "../language-syntax.ts";
import { Sequence } from "../sequence.ts";
import type { ServerContext } from "../server-context.ts";

/** LSP `FileChangeType.Deleted` and `MessageType.Warning`. */
const deleted = 3;
const warning = 2;

const configName = /^(?:config|containerd)\.toml$/i;
const isConfigUri = (uri: string): boolean => configName.test(uri.slice(uri.lastIndexOf("/") + 1));

/** Finds the workspace's containerd configurations and keeps up with them: on disk, and as they are edited. */
export class ConfigFollower implements FileFollower {
  readonly #context: ServerContext;
  readonly #renewed: () => void;
  readonly #readings = new Sequence();

  /** @param renewed called when settings mean something else than before. */
  constructor(context: ServerContext, renewed: () => void) {
    this.#context = context;
    this.#renewed = renewed;
  }

  /** Ends when all configurations are read that were there, or have changed, until now. */
  get settled(): Promise<void> {
    return this.#readings.settled;
  }

  /** Looks for configurations in folders that are new, and forgets those of folders that are gone. */
  followFolders(added: readonly string[], removed: readonly string[]): void {
    const { boundary, containerd, documents, files, folders } = this.#context;
    const reading = this.#readings.add(async () => {
      const left = containerd.ofWorkspace().filter(({ uri }) => folders.hasLost(uri, removed));
      const gone = left.filter(({ uri }) => documents.get(uri) === undefined && containerd.set(uri, undefined));
      if (gone.length > 0) this.#renewed();
      await this.#readNow(await filesOf(added, files, (name) => configName.test(name)));
    });
    boundary.detach("finding configurations", reading);
  }

  opened(uri: string, languageId: string): void {
    if (isConfigUri(uri) && isToml(uri, languageId)) this.#detachReading([uri]);
    else this.edited(uri);
  }

  edited(uri: string): void {
    const open = this.#context.documents.get(uri);
    if (open === undefined || !isToml(uri, open.languageId)) return;
    if (!this.#context.containerd.has(uri)) return;
    if (this.#context.containerd.set(uri, open.file.text)) this.#renewed();
  }

  closed(uri: string): void {
    if (this.#context.containerd.has(uri)) this.#detachReading([uri]);
  }

  watched(changes: readonly FileEvent[]): void {
    const { containerd, documents } = this.#context;
    const configs = changes.filter(({ uri }) => isConfigUri(uri));
    const uris = configs.map(({ uri }) => uri).filter((uri) => documents.get(uri) === undefined);
    if (uris.length > 0) this.#detachReading(uris);
    // What is open counts as it is edited, but not where its file is gone: an editor may keep such a document.
    const gone = configs.filter(({ uri, type }) => type === deleted && containerd.set(uri, undefined));
    if (gone.length > 0) this.#renewed();
  }

  /** Reads a configuration that settings name by its path. */
  find(path: string): void {
    const { boundary, files } = this.#context;
    if (files !== undefined)
      boundary.detach("reading the configuration that the settings name", this.#find(path, files));
  }

  async #find(path: string, files: WorkspaceFiles): Promise<void> {
    const { connection, containerd } = this.#context;
    const uri = files.uriOf(path);
    if (uri !== undefined) {
      containerd.named(path, uri);
      await this.#read([uri]);
      if ((await files.stamp(uri)) !== undefined) return;
    }
    const message = `'${path}' cannot be read on this machine. It is what confidentialPods.containerd.configFile names; specs are checked without it.`;
    await connection.sendNotification("window/showMessage", { type: warning, message });
  }

  /** One reading after the other: of a file that changes while it is read, the last reading is the one that counts. */
  #read(uris: readonly string[]): Promise<void> {
    return this.#readings.add(() => this.#readNow(uris));
  }

  #detachReading(uris: readonly string[]): void {
    this.#context.boundary.detach("reading configurations", this.#read(uris));
  }

  async #readNow(uris: readonly string[]): Promise<void> {
    const { containerd, documents, files } = this.#context;
    let isChanged = false;
    for (const uri of uris) {
      const isOpen = documents.get(uri) !== undefined;
      const onDisk = isOpen ? await files?.stamp(uri) : await files?.read(uri);
      // An editor may keep a document whose file is gone, and opens it again for a server that was started anew.
      const isGone = files !== undefined && onDisk === undefined && uri.startsWith("file:");
      const text = isGone ? undefined : (documents.get(uri)?.file.text ?? (isOpen ? await files?.read(uri) : onDisk));
      if (containerd.set(uri, text)) isChanged = true;
    }
    if (isChanged) this.#renewed();
  }
}
