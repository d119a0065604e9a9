import { Uri, workspace } from "vscode";
import type { BootContext } from "../boot-context.ts";
import { withHresults, withoutNeighbors } from "./with-hresults.ts";

/** Shows the page of troubleshooting; the table of HRESULTs comes from the host, which decodes them. */
export async function showTroubleshooting({ extension, hosts, pages }: BootContext): Promise<void> {
  const file = Uri.joinPath(extension.extensionUri, "client", "docs", "troubleshooting.md");
  const [page, table] = await Promise.all([
    workspace.fs.readFile(file),
    hosts.forQuestions().ask({ type: "hresults" }),
  ]);
  const text = withHresults(new TextDecoder().decode(page), String(table));
  await pages.showRendered("Troubleshooting.md", withoutNeighbors(text));
}
