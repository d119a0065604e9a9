import { readdir } from "node:fs/promises";
import type { ListFolder } from "./list-folder.ts";

/** Folders as node reads them. A link counts as a file: where it leads is not asked. */
export const nodeFolders: ListFolder = async (folder) => {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
  } catch {
    return [];
  }
};
