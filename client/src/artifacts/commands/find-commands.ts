import { commands, QuickPickItemKind, Range, type TextDocument, window, workspace } from "vscode";
import type { FoundText } from "../../../../server/src/protocol.ts";
import { sizeText } from "../../infrastructure/size-text.ts";
import type { DiskImages } from "../disk-process/disk-images.ts";
import { withProgress } from "../disk-process/with-progress.ts";
import { readableUri } from "../inside/places.ts";
import { baseName } from "../runs/artifact-file.ts";
import { imageName } from "../runs/run.ts";
import type { RunStore } from "../runs/run-store.ts";
import { countText } from "../tree/texts.ts";
import { areaOf } from "./area.ts";
import { imageOf } from "./choose-target.ts";
import type { CommandTarget } from "./command-target.ts";

/** Rows that a list to pick from can show. */
const maxFound = 500;

/** Finds files inside of an image by a part of their path, and opens one. */
export async function findFile(target: CommandTarget, store: RunStore, images: DiskImages): Promise<void> {
  const image = await imageOf(target, store);
  if (image === undefined) return;
  const text = await window.showInputBox({ title: `Find a file in ${imageName(image)}`, prompt: "A part of its path" });
  if (text === undefined || text === "") return;
  const found = await withProgress(`Finding ${text}`, (options) =>
    images.ask("find", { image, partition: areaOf(target).partition, text, limit: maxFound }, options),
  );
  if (found.length === 0) return tell(`No file in ${imageName(image)} has '${text}' in its path.`);
  const items = found.map(({ partition, path, size, artifact }) => ({
    label: baseName(path),
    description: path,
    detail: sizeText(size),
    uri: readableUri({ image, partition, path }, artifact),
  }));
  const placeHolder = found.length < maxFound ? countText(found.length, "file") : `The first ${maxFound} files`;
  const picked = await window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  if (picked !== undefined) await commands.executeCommand("vscode.open", picked.uri);
}

/** Finds a text in what the files of an image, or of a part of it, hold, and opens a place where it is. */
export async function findText(
  target: CommandTarget,
  given: string | undefined,
  store: RunStore,
  images: DiskImages,
): Promise<void> {
  const image = await imageOf(target, store);
  if (image === undefined) return;
  const area = areaOf(target);
  const where = area.path === "" ? imageName(image) : area.path;
  const text = given ?? (await askForText(where));
  if (text === undefined || text === "") return;
  const { matches, hasMore, unread } = await withProgress(`Finding '${text}' in ${where}`, (options) =>
    images.ask("findText", { image, ...area, text, limit: maxFound }, options),
  );
  const left = unread === 0 ? "" : ` ${countText(unread, "file")} could not be read.`;
  if (matches.length === 0) return tell(`No file in ${where} contains '${text}'.${left}`);
  const [only] = matches;
  if (matches.length === 1 && only !== undefined && unread === 0) return openMatch(image, only, text);
  const placeHolder = `${hasMore ? `The first ${maxFound} places` : countText(matches.length, "place")}.${left}`;
  const picked = await window.showQuickPick(rowsOf(matches), { placeHolder, matchOnDescription: true });
  if (picked?.match !== undefined) await openMatch(image, picked.match, text);
}

/** What is selected is likely what is looked for. */
function askForText(where: string): Thenable<string | undefined> {
  const editor = window.activeTextEditor;
  const selected = editor === undefined ? "" : editor.document.getText(editor.selection);
  return window.showInputBox({
    title: `Find a text in ${where}`,
    prompt: "As UTF-8 and as UTF-16, in every file",
    value: selected.includes("\n") ? "" : selected,
  });
}

interface MatchRow {
  readonly label: string;
  readonly description?: string;
  readonly kind?: QuickPickItemKind;
  readonly match?: FoundText;
}

/** Each file's matches below its path. */
function rowsOf(matches: readonly FoundText[]): MatchRow[] {
  return matches.flatMap((match, index) => {
    const { path, partition, line, preview } = match;
    const row = {
      label: preview,
      description: line === null ? baseName(path) : `${baseName(path)}:${line + 1}`,
      match,
    };
    const last = matches[index - 1];
    if (last?.path === path && last.partition === partition) return [row];
    return [{ label: path, kind: QuickPickItemKind.Separator }, row];
  });
}

/** Opens an artifact as what explains it, a text at its line, and anything else as VS Code opens it. */
async function openMatch(image: string, { partition, path, artifact, line }: FoundText, text: string): Promise<void> {
  const isWhole = partition === null;
  const place = isWhole ? { image, partition, path: baseName(image) } : { image, partition, path };
  const uri = readableUri(place, isWhole || artifact);
  if (!isWhole && !artifact && line === null) {
    await commands.executeCommand("vscode.open", uri);
    return;
  }
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document, { selection: placeIn(document, text, line ?? 0) });
}

/** The first place of a text from a line on; the start of that line where an artifact tells it in other words. */
function placeIn(document: TextDocument, text: string, line: number): Range {
  const from = document.offsetAt(document.lineAt(Math.min(line, document.lineCount - 1)).range.start);
  const start = document.getText().toLowerCase().indexOf(text.toLowerCase(), from);
  const end = start < 0 ? from : start + text.length;
  return new Range(document.positionAt(start < 0 ? from : start), document.positionAt(end));
}

/** Not awaited: a message stays until the user closes it. */
function tell(sentence: string): void {
  void window.showInformationMessage(sentence);
}
