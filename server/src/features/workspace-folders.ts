import type { WorkspaceFolder, WorkspaceFoldersChangeEvent } from "vscode-languageserver/node";
import { fieldOf } from "../unknown.ts";

/** The folders that the client has open, by URI. */
export class WorkspaceFolders {
  readonly #uris: Set<string>;

  constructor(uris: readonly string[]) {
    this.#uris = new Set(uris);
  }

  all(): readonly string[] {
    return [...this.#uris];
  }

  change({ added, removed }: WorkspaceFoldersChangeEvent): void {
    for (const { uri } of removed) this.#uris.delete(uri);
    for (const { uri } of added) this.#uris.add(uri);
  }

  /** Whether a file was in one of these removed folders, and is in none that is left: folders may lie in each other. */
  hasLost(uri: string, removed: readonly string[]): boolean {
    const isIn = (folder: string): boolean => uri.startsWith(folder.replace(/\/*$/, "/"));
    return removed.some(isIn) && !this.all().some(isIn);
  }
}

export const urisOf = (folders: readonly WorkspaceFolder[]): readonly string[] => folders.map(({ uri }) => uri);

/** The folders of `initialize`: `workspaceFolders`, or `rootUri` of a client that knows one alone. */
export function readFolders(params: unknown): readonly string[] {
  const given = fieldOf(params, "workspaceFolders");
  const root = fieldOf(params, "rootUri");
  const uris = Array.isArray(given) ? given.map((folder) => fieldOf(folder, "uri")) : [root];
  return uris.filter((uri) => typeof uri === "string" && uri !== "").map(String);
}
