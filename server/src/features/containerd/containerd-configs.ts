import { type ContainerdTarget, targetFromContainerd } from "../../pods/containerd/target-from-containerd.ts";
import { folderOf } from "../../pods/file/folder-of.ts";
import { fieldOf } from "../../unknown.ts";

/** A containerd configuration of the workspace, or one that settings name. */
export interface KnownConfig {
  readonly uri: string;
  /** The same object as long as the text says the same. */
  readonly target: ContainerdTarget;
}

/** The containerd configurations that are known at the moment, and which one holds for a document. */
export class ContainerdConfigs {
  readonly #byUri = new Map<string, KnownConfig & { readonly text: string }>();
  /** URIs of files that settings name; undefined: looked for, but there is none. */
  readonly #named = new Map<string, string | undefined>();
  readonly #find: (path: string) => void;

  /** @param find called once for each path that settings name; its result comes by `named` and `set`. */
  constructor(find: (path: string) => void = () => undefined) {
    this.#find = find;
  }

  /**
   * Takes over a file's text; undefined where it is gone.
   * @returns whether what is known of containerd has changed.
   */
  set(uri: string, text: string | undefined): boolean {
    const before = this.#byUri.get(uri);
    if (before?.text === text) return false;
    // While a file is being edited it often does not parse: what it said last holds until it does again.
    const target = text === undefined ? undefined : (targetFromContainerd(text, fileNameOf(uri)) ?? before?.target);
    if (text === undefined || target === undefined) return this.#byUri.delete(uri);
    // The same target (===) where only comments or what concerns other shims was edited: nothing is judged anew.
    const isSame = before !== undefined && written(before.target) === written(target);
    this.#byUri.set(uri, { uri, text, target: isSame ? before.target : target });
    return !isSame;
  }

  named(path: string, uri: string | undefined): void {
    this.#named.set(path, uri);
  }

  /** The text as it is now; undefined where the configuration is not known. */
  textOf(uri: string): string | undefined {
    return this.#byUri.get(uri)?.text;
  }

  has(uri: string): boolean {
    return this.#byUri.has(uri) || [...this.#named.values()].includes(uri);
  }

  /** Those that were found, not named by settings. */
  ofWorkspace(): readonly KnownConfig[] {
    const named = new Set(this.#named.values());
    return [...this.#byUri.values()].filter(({ uri }) => !named.has(uri));
  }

  /**
   * The configuration for a document: that which its settings name, else the one in the nearest folder above it, else the
   * workspace's only one. Several that are not above it contradict each other: none.
   * @param section the section `confidentialPods` of the document's settings.
   */
  for(uri: string, section: unknown): KnownConfig | undefined {
    const path = fieldOf(fieldOf(section, "containerd"), "configFile");
    if (typeof path === "string" && path !== "") return this.#atPath(path);
    const found = this.ofWorkspace();
    const above = found
      .filter((config) => `${uri}/`.startsWith(folderOf(config.uri)))
      .sort((a, b) => folderOf(b.uri).length - folderOf(a.uri).length);
    return above[0] ?? (found.length === 1 ? found[0] : undefined);
  }

  #atPath(path: string): KnownConfig | undefined {
    if (!this.#named.has(path)) {
      this.#named.set(path, undefined);
      this.#find(path);
    }
    const uri = this.#named.get(path);
    return uri === undefined ? undefined : this.#byUri.get(uri);
  }
}

/** All that a target says, as a text to compare. */
const written = (target: ContainerdTarget): string =>
  JSON.stringify(target, (_, value: unknown) => (value instanceof Map ? [...value] : value));

/** The last part of a URI. */
export const fileNameOf = (uri: string): string => decodeURIComponent(uri.slice(uri.lastIndexOf("/") + 1));
