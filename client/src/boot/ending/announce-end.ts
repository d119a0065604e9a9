import path from "node:path";
import { commands, Uri, window } from "vscode";
import type { RunResult } from "../../../../server/src/protocol.ts";
import { readSetting } from "../../infrastructure/settings.ts";
import type { BootContext } from "../boot-context.ts";
import type { BootSession } from "../session/boot-session.ts";
import { type EndAction, endActions, endMessage } from "./end-message.ts";
import { folderOpener } from "./open-debug-folder.ts";

const openFile = (file: string): Thenable<unknown> => commands.executeCommand("vscode.open", Uri.file(file));

/** Shows the record of a run. */
export const showRecord = async (file: string): Promise<void> => {
  await openFile(file);
};

/** The folder that a run left its files in. */
const leftIn = ({ request, result }: BootSession): string =>
  result === undefined || result.recordFile === "" ? request.recordFolder : path.dirname(result.recordFile);

/** Opens the folder of a run. */
export async function openFolderOf(context: BootContext, session: BootSession): Promise<void> {
  const open = await folderOpener(() => browse(context, session));
  await open(leftIn(session));
}

/** Shows what a run left in the view of artifacts. */
const browse = ({ showRun }: BootContext, session: BootSession): Promise<void> =>
  showRun(session.result?.recordFile || leftIn(session));

/** Says how a run ended, and opens the folder with what was preserved. */
export function announceEnd(context: BootContext, session: BootSession, result: RunResult): void {
  const { log, boundary } = context;
  const { severity, text } = endMessage(session, result);
  const record = result.recordFile;
  const actions: Readonly<Record<EndAction, () => PromiseLike<unknown>>> = {
    "Decode Denial": () => commands.executeCommand("confidentialPods.decodePolicyDenial", result.failure?.message),
    "Console Log": () => openFile(record.replace(/_run\.json$/, "_console.log")),
    Troubleshoot: () => commands.executeCommand("confidentialPods.uvm.troubleshoot"),
    "Show Record": () => showRecord(record),
    Browse: () => browse(context, session),
    "Open Folder": () => openFolderOf(context, session),
  };
  const show = {
    information: window.showInformationMessage,
    warning: window.showWarningMessage,
    error: window.showErrorMessage,
  }[severity];
  if (severity === "error") log.error(text);
  else log.info(text);
  for (const problem of result.problems) log.warn(problem);
  if (record !== "") log.info(`Record: ${record}`);
  // Not awaited: a message stays until the user closes it.
  void boundary("Showing the end of a boot", async () => {
    const pressed = await show(text, ...endActions(result, session.console.tail.length > 0));
    if (pressed !== undefined) await actions[pressed]();
  });
  const kept = result.preserved.some(({ error }) => error === undefined);
  if (kept && session.kind === "boot" && readSetting("boot.openFolder")) {
    void boundary("Opening the debug folder", () => openFolderOf(context, session));
  }
}
