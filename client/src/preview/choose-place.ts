import { Uri, window, workspace } from "vscode";
import { UserError } from "../infrastructure/errors.ts";
import type { LanguageServer } from "../infrastructure/language-server.ts";
import { openSpec } from "../infrastructure/spec-document.ts";
import { type PreviewedPlace, previewedPlace } from "./preview-uri.ts";
import { type Sandbox, sandboxAt, sandboxesOfLenses } from "./sandbox.ts";

/**
 * The sandbox at the cursor of the active editor, or the one that the active preview shows.
 * @throws UserError where there is none
 */
export async function activePlace(server: LanguageServer): Promise<PreviewedPlace> {
  const editor = window.activeTextEditor;
  if (editor === undefined) throw new UserError("no-document", "Open a pod spec first: there is nothing to preview.");
  const { document, selection } = editor;
  const shown = previewedPlace(document.uri);
  if (shown !== undefined) return shown;
  const uri = document.uri.toString();
  const sandbox = sandboxAt(await sandboxesOf(server, uri), selection.active.line);
  if (sandbox === undefined) throw noSandbox(uri);
  return { uri, sandboxIndex: sandbox.index };
}

/**
 * A sandbox of a spec; asked for where there are several.
 * @returns undefined where the user leaves
 * @throws UserError where there is none
 */
export async function chooseSandbox(server: LanguageServer, uri: string): Promise<PreviewedPlace | undefined> {
  const sandboxes = await sandboxesOf(server, uri);
  const [first, ...more] = sandboxes;
  if (first === undefined) throw noSandbox(uri);
  if (more.length === 0) return { uri, sandboxIndex: first.index };
  const items = sandboxes.map(({ index, line, summary }) => ({
    label: summary,
    description: `line ${line + 1}`,
    index,
  }));
  const picked = await window.showQuickPick(items, { title: nameOf(uri), placeHolder: "Which sandbox?" });
  return picked && { uri, sandboxIndex: picked.index };
}

async function sandboxesOf(server: LanguageServer, uri: string): Promise<readonly Sandbox[]> {
  await openSpec(uri);
  return sandboxesOfLenses((await server.request("textDocument/codeLens", { textDocument: { uri } })) ?? []);
}

const nameOf = (uri: string): string => workspace.asRelativePath(Uri.parse(uri));

const noSandbox = (uri: string): UserError =>
  new UserError("no-sandbox", `${nameOf(uri)} has no pod sandbox with annotations that hcsshim reads.`);
