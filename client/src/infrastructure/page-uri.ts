import { Uri, workspace } from "vscode";

/**
 * The URI of a page with a new text: that of the page where it is open, else one that no page has had. VS Code's preview takes
 * a page that was closed and is opened again by the same URI for the old one, and shows its text.
 */
export function pageUri(scheme: string, path: string): Uri {
  const open = workspace.textDocuments.find(({ uri }) => uri.scheme === scheme && uri.path === path);
  return open?.uri ?? Uri.from({ scheme, path, query: String(Date.now()) });
}
