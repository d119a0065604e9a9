import { commands, ProgressLocation, Uri, window, workspace } from "vscode";
import type { ValidateWorkspaceResult } from "../../../server/src/protocol.ts";
import { UserError } from "../infrastructure/errors.ts";
import type { LanguageServer } from "../infrastructure/language-server.ts";
import { describeCounts, describeUnread } from "./describe-counts.ts";

/**
 * Checks all pod specs of the workspace, with progress and a way to stop, and says how many findings there are.
 * @throws UserError where no folder is open
 */
export async function validateWorkspace(server: LanguageServer): Promise<ValidateWorkspaceResult | undefined> {
  if (workspace.workspaceFolders === undefined) {
    throw new UserError("no-folder", "Open a folder first: there is no workspace to validate.");
  }
  const options = { location: ProgressLocation.Notification, title: "Validating pod specs", cancellable: true };
  const result = await window.withProgress(options, (progress, token) => {
    let last = 0;
    return server.requestWithProgress(
      "confidentialPods/validateWorkspace",
      {},
      token,
      ({ percentage = last, message }) => {
        progress.report({ increment: percentage - last, ...(message === undefined ? {} : { message }) });
        last = percentage;
      },
    );
  });
  // Not awaited: a message stays until the user closes it.
  void present(result);
  return result;
}

async function present(result: ValidateWorkspaceResult): Promise<void> {
  const hasFindings = result.findings.length > 0;
  const unread = result.unread.map((uri) => workspace.asRelativePath(Uri.parse(uri)));
  const text = `${describeCounts(result)}${describeUnread(unread)}`;
  const show = "Show Problems";
  const pressed = hasFindings ? await window.showWarningMessage(text, show) : await window.showInformationMessage(text);
  if (pressed === show) await commands.executeCommand("workbench.actions.view.problems");
}
