import { type Dirent, readdir, readFile, type Stats, stat } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { textOf } from "../../files/text-encoding.ts";
import { isForeignFolder } from "../../pods/file/spec-names.ts";
import type { WorkspaceFiles } from "./workspace-files.ts";

// Of a thousand small files, `fs/promises` would take four times the processor time.
const statOf = promisify(stat);
const bytesOf = promisify(readFile);
const namesOf = promisify(readdir);

/** As many files as one folder of a workspace may give; more is no folder of specs. */
const mostFiles = 20_000;
const deepest = 40;
/** Bytes; larger files are not read. */
const largest = 16 * 1024 * 1024;

/** The files of the machine that the server runs on. */
export const nodeFiles: WorkspaceFiles = {
  async list(folder, isWanted, goOn, onUnread) {
    const found: string[] = [];
    const root = pathOf(folder);
    if (root === undefined) return found;
    let level: readonly Folder[] = [{ uri: folder.replace(/\/+$/, ""), path: root }];
    for (let depth = 0; level.length > 0 && depth < deepest; depth++) {
      const below: Folder[] = [];
      for (const { uri, path: at } of level) {
        if (!goOn() || found.length >= mostFiles) return found.slice(0, mostFiles);
        for (const entry of await entriesOf(at, () => onUnread?.(uri))) {
          const inside = `${uri}/${encodeURIComponent(entry.name)}`;
          if (entry.isFile() && isWanted(entry.name)) found.push(inside);
          else if (entry.isDirectory() && !isForeignFolder(entry.name))
            below.push({ uri: inside, path: path.join(at, entry.name) });
        }
      }
      level = below;
    }
    return found.slice(0, mostFiles);
  },

  async stamp(uri) {
    const at = pathOf(uri);
    if (at === undefined) return undefined;
    try {
      return stampOf(await statOf(at));
    } catch {
      return undefined;
    }
  },

  read: async (uri) => (await nodeFiles.readStamped(uri))?.text,

  async readStamped(uri) {
    const at = pathOf(uri);
    if (at === undefined) return undefined;
    try {
      const found = await statOf(at);
      return found.size > largest ? undefined : { stamp: stampOf(found), text: textOf(await bytesOf(at)) };
    } catch {
      return undefined;
    }
  },

  uriOf: (at) => (path.isAbsolute(at) ? pathToFileURL(at).href : undefined),
};

const stampOf = ({ mtimeMs, size }: Stats): string => `${mtimeMs}-${size}`;

interface Folder {
  readonly uri: string;
  readonly path: string;
}

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

async function entriesOf(folder: string, onUnread: () => void): Promise<readonly Dirent[]> {
  try {
    const entries = await namesOf(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "ENOENT" && code !== "ENOTDIR") onUnread();
    return [];
  }
}
