import { type Memento, type QuickPickItem, QuickPickItemKind, Uri, window, workspace } from "vscode";
import type { BootSource, SandboxSummary } from "../../../../server/src/protocol.ts";
import type { LanguageServer } from "../../infrastructure/language-server.ts";
import { openSpec } from "../../infrastructure/spec-document.ts";
import { bootFilesWizard } from "./boot-files-wizard.ts";

interface SourceItem extends QuickPickItem {
  readonly source: BootSource | "boot-files" | undefined;
}

/** The sandboxes of the active editor, that at the cursor first. */
async function activeSandboxes(server: LanguageServer): Promise<readonly SourceItem[]> {
  const editor = window.activeTextEditor;
  if (editor === undefined) return [];
  const uri = editor.document.uri.toString();
  const sandboxes = await server.request("confidentialPods/sandboxes", { uri });
  const atCursor = sandboxes.findLast(({ line }) => line <= editor.selection.active.line) ?? sandboxes[0];
  const inOrder = [...sandboxes].sort((a, b) => Number(b === atCursor) - Number(a === atCursor));
  const file = workspace.asRelativePath(editor.document.uri);
  return inOrder.map((sandbox) => sandboxItem(uri, file, sandbox));
}

const sandboxItem = (uri: string, file: string, { index, line, name, summary }: SandboxSummary): SourceItem => ({
  label: `$(vm) ${name}`,
  description: summary,
  detail: `${file}, line ${line + 1}`,
  source: { kind: "sandbox", uri, sandboxIndex: index },
});

/** Asks what to boot: a sandbox of the open spec, or boot files. @returns undefined where the user leaves */
export async function chooseSource(
  title: string,
  server: LanguageServer,
  memory: Memento,
): Promise<BootSource | undefined> {
  const sandboxes = await activeSandboxes(server);
  if (sandboxes.length === 0) return bootFilesWizard(title, memory);
  const items: readonly SourceItem[] = [
    ...sandboxes,
    { label: "", kind: QuickPickItemKind.Separator, source: undefined },
    {
      label: "$(folder-opened) Boot files…",
      description: "a folder with boot.vhd, rootfs.vhd and a VMGS file",
      source: "boot-files",
    },
  ];
  const picked = await window.showQuickPick(items, { title, placeHolder: "What is booted?", matchOnDescription: true });
  return picked?.source === "boot-files" ? bootFilesWizard(title, memory) : picked?.source;
}

/** Makes sure that the language server knows the spec of a source. */
export async function openSource(source: BootSource): Promise<string | undefined> {
  if (source.kind !== "sandbox") return undefined;
  const document = await openSpec(source.uri);
  return document?.getText();
}

/** What a source is called before it is planned. */
export const sourceName = (source: BootSource): string =>
  source.kind === "sandbox" ? workspace.asRelativePath(Uri.parse(source.uri)) : source.files.folder;
