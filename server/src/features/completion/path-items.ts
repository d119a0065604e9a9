import { lookup } from "../../pods/annotations/registry.ts";
import type { Cursor, ValueCursor } from "./cursor.ts";
import type { Suggestion } from "./key-items.ts";
import type { FolderEntry, ListFolder } from "./list-folder.ts";
import { fileKind, folderKind, snippetFormat } from "./lsp-kinds.ts";
import { literal } from "./snippet-text.ts";
import { valueText } from "./value-items.ts";

/** More entries than anybody scrolls through. */
const maxEntries = 500;

/**
 * The files and folders below the folder that is typed so far, for a path on the host. Only below a drive letter: looking
 * into a UNC path would send the user's credentials to whatever server the spec names.
 */
export async function pathSuggestions(
  text: string,
  offset: number,
  cursor: Cursor,
  at: ValueCursor,
  listFolder: ListFolder,
  snippets = false,
): Promise<Suggestion[]> {
  const fact = lookup(at.key);
  if (fact?.path?.where !== "host" || fact.path.what === "pipe") return [];
  const written = text.slice(cursor.replaced.start, Math.max(offset, cursor.replaced.start));
  const doubled = cursor.quote === "'" ? "'" : "\\";
  const typed = cursor.quote === "" ? written : written.slice(1).replaceAll(doubled + doubled, doubled);
  const folder = /^[A-Za-z]:[\\/](?:.*[\\/])?/.exec(typed)?.[0];
  if (folder === undefined) return [];
  const wantsFile = fact.path.what === "file";
  const entries = (await listFolder(folder)).filter(({ isFolder }) => isFolder || wantsFile).sort(inOrder);
  const rawFolder = written.slice(0, Math.max(written.lastIndexOf("\\"), written.lastIndexOf("/")) + 1);
  return entries.slice(0, maxEntries).map(({ name, isFolder }): Suggestion => {
    const newText = valueText(folder + name, cursor, at);
    const filterText = rawFolder + name;
    return isFolder && snippets
      ? { label: name, kind: folderKind, filterText, newText: behindName(newText), insertTextFormat: snippetFormat }
      : { label: name, kind: isFolder ? folderKind : fileKind, filterText, newText };
  });
}

/** With the cursor in front of the closing quote, so that the next separator asks for what is in the folder. */
function behindName(newText: string): string {
  const quote = /["']$/.exec(newText)?.[0] ?? "";
  return `${literal(newText.slice(0, newText.length - quote.length))}$0${quote}`;
}

/** Folders first, then by name. */
const inOrder = (a: FolderEntry, b: FolderEntry): number =>
  Number(b.isFolder) - Number(a.isFolder) || (a.name < b.name ? -1 : 1);
