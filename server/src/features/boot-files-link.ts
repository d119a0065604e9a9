import type { Annotation } from "../pods/manifest/annotation-set.ts";
import { keys } from "../pods/uvm/annotation-keys.ts";
import { commandUri } from "./client-commands.ts";
import type { ClientProfile } from "./client-profile.ts";

/** The client's command that checks a boot files root: its path, the isolation type. */
const checkBootFiles = "confidentialPods.artifacts.checkBootFiles";

/**
 * What checks the boot files of a confidential Windows VM; undefined where the annotation names none, or the client has no
 * such command.
 * @param isolationOf the isolation type that the pod ends up with; empty: none
 */
export function bootFilesLink(
  { key, value }: Annotation,
  isolationOf: () => string | undefined,
  { commands }: Pick<ClientProfile, "commands">,
): { readonly target: string; readonly tooltip: string } | undefined {
  if (key !== keys.bootFilesRootPath || value === "" || !commands.has(checkBootFiles)) return undefined;
  const isolation = isolationOf() ?? "";
  if (isolation === "") return undefined;
  return { target: commandUri(checkBootFiles, value, isolation), tooltip: "Check the boot files" };
}
