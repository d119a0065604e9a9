import { type Dirent, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { globSync } from "tinyglobby";
import { isForeignFolder, isSpecName } from "../pods/file/spec-names.ts";

/** A file to be read. */
export interface FoundFile {
  /** As reports name it: as given, or the given folder and the way below it; forward slashes. */
  readonly name: string;
  readonly path: string;
  /** True where somebody asked for this very file, so that it must be readable. */
  readonly isNamed: boolean;
}

/** What the arguments of a command mean. */
export interface FoundFiles {
  /** By name, each file once. */
  readonly files: readonly FoundFile[];
  /** Arguments that are no file, folder or matching glob, as sentences. */
  readonly problems: readonly string[];
}

/** Turns files, folders and globs into files. */
export function findFiles(args: readonly string[], folder: string): FoundFiles {
  const byPath = new Map<string, FoundFile>();
  const problems: string[] = [];
  const add = (file: FoundFile): void => {
    const known = byPath.get(file.path);
    if (known === undefined || (file.isNamed && !known.isNamed)) byPath.set(file.path, file);
  };
  for (const arg of args) {
    const found = expand(arg, folder);
    if (typeof found === "string") problems.push(found);
    else for (const file of found) add(file);
  }
  const files = [...byPath.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return { files, problems };
}

/** The argument's files, or why there are none. */
function expand(arg: string, folder: string): readonly FoundFile[] | string {
  const at = path.resolve(folder, arg);
  const kind = kindOf(at);
  if (kind === "folder") return [...walk(at, arg === "." ? "" : forward(arg).replace(/\/+$/, ""))];
  if (kind === "file") return [{ name: forward(arg), path: at, isNamed: true }];
  if (!/[*?[\]{}!]/.test(arg)) return `'${arg}' does not exist.`;
  const matches = globSync([forward(arg)], {
    cwd: folder,
    followSymbolicLinks: false,
    ignore: ["**/node_modules/**", "**/.git/**"],
  });
  if (matches.length === 0) return `no file matches '${arg}'.`;
  return matches.map((name) => ({ name: forward(name), path: path.resolve(folder, name), isNamed: false }));
}

function* walk(folder: string, name: string): Generator<FoundFile, void> {
  for (const entry of entriesOf(folder)) {
    const at = path.join(folder, entry.name);
    const entryName = name === "" ? entry.name : `${name}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!isForeignFolder(entry.name)) yield* walk(at, entryName);
    } else if (isSpecName(entry.name) && (entry.isFile() || (entry.isSymbolicLink() && kindOf(at) === "file"))) {
      yield { name: entryName, path: at, isNamed: false };
    }
  }
}

/** A folder that may not be listed is as good as empty: it was not named. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Whatever keeps us from looking at it (no right, a loop of links, an impossible name) makes it nothing. */
function kindOf(at: string): "file" | "folder" | "nothing" {
  try {
    return statSync(at).isDirectory() ? "folder" : "file";
  } catch {
    return "nothing";
  }
}

const forward = (name: string): string => (path.sep === "\\" ? name.replaceAll("\\", "/") : name);
