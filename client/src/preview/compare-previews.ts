import { commands, Uri, window, workspace } from "vscode";
import type { LanguageServer } from "../infrastructure/language-server.ts";
import { activePlace, chooseSandbox } from "./choose-place.ts";
import { type PreviewedPlace, previewUri } from "./preview-uri.ts";

/** Specs that are offered to compare with; more are found by their name. */
const offered = 200;

/** Shows how the HCS documents of two sandboxes differ; what is not given is asked for. */
export async function comparePreviews(server: LanguageServer, uris: readonly Uri[]): Promise<void> {
  const [first, second] = uris;
  const left = first === undefined ? await activePlace(server) : await chooseSandbox(server, first.toString());
  if (left === undefined) return;
  const other = second ?? (await chooseSpec());
  const right = other && (await chooseSandbox(server, other.toString()));
  if (right === undefined) return;
  const title = `${nameOf(left)} ↔ ${nameOf(right)}`;
  await commands.executeCommand("vscode.diff", Uri.from(previewUri(left)), Uri.from(previewUri(right)), title);
}

const nameOf = ({ uri }: PreviewedPlace): string => fileName(Uri.parse(uri));

const fileName = ({ path }: Uri): string => path.slice(path.lastIndexOf("/") + 1);

/** Asks for a second spec: of the workspace, or from anywhere. */
async function chooseSpec(): Promise<Uri | undefined> {
  const found = await workspace.findFiles("**/*.{yaml,yml,json,jsonc}", "**/{node_modules,.git,.vscode}/**", offered);
  const items = found
    .map((uri) => ({ label: fileName(uri), description: workspace.asRelativePath(uri), uri }))
    .sort((a, b) => (a.description < b.description ? -1 : 1));
  const browse = { label: "$(folder-opened) Browse…", description: "", uri: undefined };
  const picked = await window.showQuickPick([...items, browse], {
    title: "Compare HCS Documents",
    placeHolder: "With which pod spec?",
    matchOnDescription: true,
  });
  if (picked !== browse) return picked?.uri;
  const filters = { "Pod specs": ["yaml", "yml", "json", "jsonc"] };
  return (await window.showOpenDialog({ title: "Compare HCS Documents", filters }))?.[0];
}
