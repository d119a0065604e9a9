import { Uri, ViewColumn, window, workspace } from "vscode";
import type { CommandPosition } from "../infrastructure/command-map.ts";
import { UserError } from "../infrastructure/errors.ts";
import type { LanguageServer } from "../infrastructure/language-server.ts";
import { openSpec } from "../infrastructure/spec-document.ts";
import { payloadUri } from "./payload-uri.ts";

/**
 * Opens the value at a position as a document of its own, beside the spec.
 * @throws UserError with the server's sentence where there is none
 */
export async function openPayload(server: LanguageServer, uri: string, position: CommandPosition): Promise<void> {
  await openSpec(uri);
  const payload = await server.request("confidentialPods/payload/read", { uri, position });
  if (payload.kind === "problem") throw new UserError(`payload-${payload.problem}`, payload.message);
  const target = Uri.from(payloadUri({ uri, place: payload.place }, payload.languageId));
  await window.showTextDocument(await workspace.openTextDocument(target), {
    viewColumn: ViewColumn.Beside,
    preview: false,
  });
}

/** Where the cursor stands. @throws UserError where no editor is active */
export function cursorPlace(): { readonly uri: string; readonly position: CommandPosition } {
  const editor = window.activeTextEditor;
  if (editor === undefined) throw new UserError("no-document", "Open a pod spec first and put the cursor into it.");
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}
