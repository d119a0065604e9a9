import type {
  CompletionItem,
  CompletionList,
  Hover,
  InsertReplaceEdit,
  MarkupContent,
  Position,
  TextEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { Editor } from "./editor.ts";
import type { TestClient } from "./test-client.ts";

/** An open document with a cursor in it. */
export interface AtCursor {
  readonly editor: Editor;
  readonly position: Position;
}

let opened = 0;

/** Opens a text whose `|` marks the cursor, under a name of its own. */
export async function openAt(client: TestClient, marked: string, extension = "yaml"): Promise<AtCursor> {
  const at = marked.indexOf("|");
  const text = marked.slice(0, at) + marked.slice(at + 1);
  const uri = `file:///pods/${opened++}.${extension}`;
  const editor = await Editor.open(client, text, uri, extension);
  return { editor, position: TextDocument.create(uri, extension, 1, text).positionAt(at) };
}

const params = ({ editor, position }: AtCursor) => ({ textDocument: { uri: editor.uri }, position });

/** The Markdown of the hover at the cursor; undefined for none. */
export async function hoverAt(client: TestClient, at: AtCursor): Promise<string | undefined> {
  const hover: Hover | null = await client.connection.sendRequest("textDocument/hover", params(at));
  // The server answers with Markdown only.
  return hover === null ? undefined : (hover.contents as MarkupContent).value;
}

/** What is offered at the cursor, best first. */
export async function completionsAt(client: TestClient, at: AtCursor): Promise<readonly CompletionItem[]> {
  const list: CompletionList = await client.connection.sendRequest("textDocument/completion", params(at));
  const order = ({ sortText, label }: CompletionItem): string => `${sortText ?? label} ${label}`;
  return list.items.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** The text with a completion inserted; a snippet's places hold what they are made with. */
export function completed({ editor }: AtCursor, item: CompletionItem | undefined): string {
  if (item?.textEdit === undefined) throw new Error(`nothing to insert: ${JSON.stringify(item)}`);
  const edits = [inserted(item.textEdit, item.insertTextFormat === 2), ...(item.additionalTextEdits ?? [])];
  return TextDocument.applyEdits(TextDocument.create(editor.uri, "", 1, editor.text), edits);
}

function inserted(edit: TextEdit | InsertReplaceEdit, isSnippet: boolean): TextEdit {
  const range = "range" in edit ? edit.range : edit.replace;
  return { range, newText: isSnippet ? expanded(edit.newText) : edit.newText };
}

/** A snippet with the defaults of its places. */
export const expanded = (snippet: string): string =>
  snippet
    .replace(/\$\{\d+\|((?:[^\\,|]|\\.)*)(?:,(?:[^\\|]|\\.)*)?\|\}/g, "$1")
    .replace(/\$\{\d+:((?:[^\\}]|\\.)*)\}/g, "$1")
    .replace(/\\([\\$},|])/g, "$1");
