import { workspace } from "vscode";
import { UserError } from "../../infrastructure/errors.ts";

/** Refuses what changes files while the workspace is not trusted: a folder's settings may have led there. @throws UserError */
export function requireTrust(what: string): void {
  if (workspace.isTrusted) return;
  throw new UserError(
    "untrusted",
    `${what} changes files, which needs a workspace that you trust. Reading works without.`,
  );
}
