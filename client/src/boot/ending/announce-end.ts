import path from "node:path";
import { commands, Uri, window } from "vscode";
import type { RunResult } from "../../../../server/src/protocol.ts";
import { readSetting } from "../../infrastructure/settings.ts";
import type { BootContext } from "../boot-context.ts";
import type { BootSession } from "../session/boot-session.ts";
import { endMessage } from "./end-message.ts";
import { folderOpener } from "./open-debug-folder.ts";

/** Shows the record of a run. */
export const showRecord = async (file: string): Promise<void> => {
  await commands.executeCommand("vscode.open", Uri.file(file));
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
  const actions = new Map<string, () => PromiseLike<unknown>>([
    ["Open Folder", () => openFolderOf(context, session)],
    ["Browse", () => browse(context, session)],
    ...(record === "" ? [] : [["Show Record", () => showRecord(record)] as const]),
  ]);
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
    const pressed = await show(text, ...actions.keys());
    await actions.get(pressed ?? "")?.();
  });
  const kept = result.preserved.some(({ error }) => error === undefined);
  if (kept && session.kind === "boot" && readSetting("boot.openFolder")) {
    void boundary("Opening the debug folder", () => openFolderOf(context, session));
  }
}
