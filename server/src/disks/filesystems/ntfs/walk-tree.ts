import { joinPath } from "../entry-name.ts";
import type { FileEntry, ListOptions } from "../file-system.ts";
import { fileEntries } from "./entries.ts";
import type { FileTree } from "./file-tree.ts";
import { isSystemRecord, rootRecord } from "./system-records.ts";

/** Where files without a directory are listed, by the record number of the directory that they name. */
export const orphanage = "$Orphans";
const maxDepth = 1024;

/** Every entry of a tree, directories before what they hold; `onOrphan` is told of each that has no place in it. */
export function* walkTree(
  tree: FileTree,
  options: ListOptions,
  onOrphan: (entry: FileEntry) => void,
): Generator<FileEntry> {
  const visited = new Set<number>([rootRecord]);
  const root = tree
    .childrenOf(rootRecord)
    .filter((id) => options.system === true || !isSystemRecord(tree.recordOf(id)));
  yield* walkFrom(root, "", tree, options, visited);
  for (const id of tree.orphans) {
    const orphan = tree.named(id);
    if (visited.has(orphan.file.record) && orphan.file.isDirectory) continue;
    if (options.system !== true && isSystemRecord(orphan.file.record)) continue;
    const directory = joinPath(orphanage, String(orphan.directory));
    for (const entry of walkFrom([id], directory, tree, options, visited)) {
      if (entry.node === orphan.file.record && !entry.deleted) onOrphan(entry);
      yield entry;
    }
  }
}

function* walkFrom(
  start: readonly number[],
  path: string,
  tree: FileTree,
  options: ListOptions,
  visited: Set<number>,
): Generator<FileEntry> {
  const stack = [{ path, items: start, next: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const id = top.items[top.next++];
    if (id === undefined) {
      stack.pop();
      continue;
    }
    if (options.onlyTouched === true && !tree.mayTouch(id)) continue;
    const item = tree.named(id);
    // A directory has one name; where it comes again, it contains itself.
    if (item.file.isDirectory && visited.has(item.file.record)) continue;
    const entries = fileEntries(item.file, item.name, top.path, options.streams === true);
    yield* entries;
    const [entry] = entries;
    if (item.file.isDirectory) visited.add(item.file.record);
    if (entry?.kind !== "directory" || stack.length >= maxDepth) continue;
    stack.push({ path: entry.path, items: tree.childrenOf(entry.node), next: 0 });
  }
}
