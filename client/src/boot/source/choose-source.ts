import { type Memento, type QuickPickItem, QuickPickItemKind, TabInputText, type Uri, window, workspace } from "vscode";
import type { BootSource, SandboxSummary } from "../../../../server/src/protocol.ts";
import { UserError } from "../../infrastructure/errors.ts";
import type { LanguageServer } from "../../infrastructure/language-server.ts";
import { openSpec } from "../../infrastructure/spec-document.ts";
import { bootFilesWizard } from "./boot-files-wizard.ts";

interface SourceItem extends QuickPickItem {
  readonly source: BootSource | "boot-files" | "spec-file" | undefined;
}

/** Documents beside the active one whose sandboxes are offered. */
const mostDocuments = 20;

const sandboxItem = (uri: Uri, { index, line, name, summary }: SandboxSummary): SourceItem => ({
  label: `$(vm) ${name}`,
  description: summary,
  detail: `${workspace.asRelativePath(uri)}, line ${line + 1}`,
  source: { kind: "sandbox", uri: uri.toString(), sandboxIndex: index },
});

const separator = (label: string): SourceItem => ({
  label,
  kind: QuickPickItemKind.Separator,
  source: undefined,
});

const sandboxesOf = (server: LanguageServer, uri: Uri): Promise<readonly SandboxSummary[]> =>
  server.request("confidentialPods/sandboxes", { uri: uri.toString() });

/** The sandboxes of the active editor, that at the cursor first. */
async function activeSandboxes(server: LanguageServer): Promise<readonly SourceItem[]> {
  const editor = window.activeTextEditor;
  if (editor === undefined) return [];
  const { uri } = editor.document;
  const sandboxes = await sandboxesOf(server, uri);
  const atCursor = sandboxes.findLast(({ line }) => line <= editor.selection.active.line) ?? sandboxes[0];
  const inOrder = [...sandboxes].sort((a, b) => Number(b === atCursor) - Number(a === atCursor));
  return inOrder.map((sandbox) => sandboxItem(uri, sandbox));
}

const looksLikeSpec = ({ scheme, path }: Uri): boolean =>
  scheme === "untitled" || (scheme === "file" && /\.(ya?ml|jsonc?|template|tpl)$/i.test(path));

/** The sandboxes of the other documents that have a tab. */
async function otherSandboxes(server: LanguageServer): Promise<readonly SourceItem[]> {
  const active = window.activeTextEditor?.document.uri.toString();
  const tabs = window.tabGroups.all.flatMap(({ tabs: each }) => each);
  const uris = tabs.flatMap(({ input }) => (input instanceof TabInputText ? [input.uri] : []));
  const others = new Map(uris.map((uri) => [uri.toString(), uri] as const));
  if (active !== undefined) others.delete(active);
  const found: SourceItem[] = [];
  for (const uri of [...others.values()].filter(looksLikeSpec).slice(0, mostDocuments)) {
    // A tab that nobody has looked at yet has no document.
    await openSpec(uri.toString()).then(undefined, () => undefined);
    for (const sandbox of await sandboxesOf(server, uri)) found.push(sandboxItem(uri, sandbox));
  }
  return found;
}

/** Asks for a spec that is not open. @throws UserError where it has nothing to boot */
async function fromFile(title: string, server: LanguageServer): Promise<BootSource | undefined> {
  const filters = { "Pod specs": ["yaml", "yml", "json"], "All files": ["*"] };
  const [uri] = (await window.showOpenDialog({ title: "Pod spec", filters })) ?? [];
  if (uri === undefined) return undefined;
  await window.showTextDocument(uri);
  const sandboxes = (await sandboxesOf(server, uri)).map((sandbox) => sandboxItem(uri, sandbox));
  const [first] = sandboxes;
  if (first === undefined) {
    throw new UserError("no-sandbox", `${workspace.asRelativePath(uri)} has no pod with annotations of hcsshim.`);
  }
  const picked = sandboxes.length === 1 ? first : await window.showQuickPick(sandboxes, { title });
  return typeof picked?.source === "object" ? picked.source : undefined;
}

/** Asks what to boot: a sandbox of a spec, or boot files. @returns undefined where the user leaves */
export async function chooseSource(
  title: string,
  server: LanguageServer,
  memory: Memento,
  records: string,
): Promise<BootSource | undefined> {
  const [active, others] = [await activeSandboxes(server), await otherSandboxes(server)];
  const items: readonly SourceItem[] = [
    ...active,
    ...(others.length === 0 ? [] : [separator("other tabs"), ...others]),
    separator(""),
    { label: "$(go-to-file) Pod spec…", description: "YAML or JSON from a file", source: "spec-file" },
    {
      label: "$(folder-opened) Boot files…",
      description: "a folder with boot.vhd, rootfs.vhd and a VMGS file, without a spec",
      source: "boot-files",
    },
  ];
  const placeHolder = "What is booted?";
  const picked = await window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  if (picked?.source === "spec-file") return fromFile(title, server);
  return picked?.source === "boot-files" ? bootFilesWizard(title, memory, records) : picked?.source;
}

/** Makes sure that the language server knows the spec of a source. */
export async function openSource(source: BootSource): Promise<string | undefined> {
  if (source.kind !== "sandbox") return undefined;
  const document = await openSpec(source.uri);
  return document?.getText();
}
