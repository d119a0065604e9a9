import { window } from "vscode";
import type { PreflightCheck } from "../../../server/src/protocol.ts";
import type { BootContext } from "./boot-context.ts";
import { startElevated } from "./host-process/elevated-host.ts";
import { HostClient } from "./host-process/host-client.ts";
import type { LastingHost } from "./host-process/host-module.ts";
import { bootFolders } from "./request/prepare-boot.ts";

/** Whether this system can give a process more rights than ours. */
export const canElevate = (): boolean => process.platform === "win32";

/**
 * The host of a boot: an elevated one where rights are missing and the user wants it.
 * @param ordinary gives one with the rights of VS Code
 * @returns undefined where the user leaves
 * @throws UserError where it does not start
 */
export async function chooseHost(
  context: BootContext,
  checks: readonly PreflightCheck[],
  ordinary: () => Promise<LastingHost>,
): Promise<LastingHost | undefined> {
  const { extension } = context;
  const rights = checks.find(({ code, state }) => code === "rights" && (state === "failed" || state === "warning"));
  if (rights === undefined || !canElevate()) return ordinary();
  const [elevate, anyway] = ["Start Elevated", "Boot Anyway"] as const;
  const pressed = await window.showWarningMessage(`${rights.detail} Start the host process elevated?`, elevate, anyway);
  if (pressed === anyway) return ordinary();
  if (pressed !== elevate) return undefined;
  const { link, address } = await startElevated({
    module: extension.asAbsolutePath("dist/host.js"),
    script: extension.asAbsolutePath("client/scripts/start-elevated.ps1"),
    folder: bootFolders(context).work,
  });
  return { client: new HostClient(link), address };
}
