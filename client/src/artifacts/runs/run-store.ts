import { EventEmitter, type Memento, RelativePattern, Uri, workspace } from "vscode";
import { type Disposable, DisposableStore } from "../../infrastructure/disposables.ts";
import { readSetting } from "../../infrastructure/settings.ts";
import { type DataFolder, readDataFolder } from "./data-folder.ts";
import type { SpecFolders } from "./folders-of-specs.ts";
import { isSamePath } from "./local-path.ts";

const foldersKey = "confidentialPods.artifacts.bootFolders";
/** Folders of boots that are remembered. */
const maxRemembered = 20;
/** Milliseconds in which changes of a folder count as one: a preserved disk changes it many times a second. */
const settleTime = 300;

/** The data folders: those of the settings, of boots and of specs. They are watched once somebody looks. */
export class RunStore implements Disposable {
  readonly #memory: Memento;
  readonly #ofSpecs: () => Promise<SpecFolders>;
  readonly #changes = new EventEmitter<void>();
  readonly #subscriptions = new DisposableStore();
  #watchers = new DisposableStore();
  #settling: NodeJS.Timeout | undefined;
  /** Undefined: not asked for since the last refresh. */
  #specFolders: SpecFolders | undefined;

  readonly onDidChange = this.#changes.event;

  /** `ofSpecs` reads the workspace: it is asked once, and after a refresh. */
  constructor(memory: Memento, ofSpecs: () => Promise<SpecFolders>) {
    this.#memory = memory;
    this.#ofSpecs = ofSpecs;
    this.#subscriptions.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("confidentialPods.artifacts.folders")) this.refresh();
      }),
    );
  }

  /** Absolute paths, each once; those of specs as of the last reading. */
  get folders(): readonly string[] {
    const configured = readSetting("artifacts.folders").filter((folder) => typeof folder === "string");
    const remembered = this.#memory.get<readonly string[]>(foldersKey, []);
    const all = [...configured, ...remembered, ...(this.#specFolders?.debugData ?? [])];
    return all.filter((folder, index) => all.findIndex((other) => isSamePath(other, folder)) === index);
  }

  /** Boot files roots that specs name, absolute. */
  async bootFilesRoots(): Promise<readonly string[]> {
    this.#specFolders ??= await this.#ofSpecs();
    return this.#specFolders.bootFiles;
  }

  /** Remembers the folder that a boot writes to. */
  async addBootFolder(folder: string): Promise<void> {
    const others = this.#memory.get<readonly string[]>(foldersKey, []).filter((known) => known !== folder);
    await this.#memory.update(foldersKey, [folder, ...others].slice(0, maxRemembered));
    this.refresh();
  }

  /** Reads all folders, and watches them from now on. */
  async read(): Promise<readonly DataFolder[]> {
    this.#specFolders ??= await this.#ofSpecs();
    this.#watch();
    return Promise.all(this.folders.map((folder) => readDataFolder(folder)));
  }

  /** Everything is read anew by those who look. */
  refresh(): void {
    this.#specFolders = undefined;
    this.#changes.fire();
  }

  dispose(): void {
    clearTimeout(this.#settling);
    this.#watchers.dispose();
    this.#subscriptions.dispose();
    this.#changes.dispose();
  }

  #watch(): void {
    this.#watchers.dispose();
    this.#watchers = new DisposableStore();
    const changed = (): void => {
      clearTimeout(this.#settling);
      this.#settling = setTimeout(() => this.#changes.fire(), settleTime);
    };
    for (const folder of this.folders) {
      const watcher = this.#watchers.add(workspace.createFileSystemWatcher(new RelativePattern(Uri.file(folder), "*")));
      for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
        this.#watchers.add(event(changed));
    }
  }
}
