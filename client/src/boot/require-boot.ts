import { commands, workspace } from "vscode";
import { UserError } from "../infrastructure/errors.ts";
import { canBoot } from "./host-process/host-module.ts";

/** Refuses where the workspace is not trusted: what is booted comes from its files. @throws UserError */
export function requireTrust(): void {
  if (workspace.isTrusted) return;
  throw new UserError("untrusted", "Booting uses files that the workspace names: trust the workspace first.", {
    actions: [{ title: "Manage Workspace Trust", run: () => commands.executeCommand("workbench.trust.manage") }],
  });
}

/** Refuses where there is no HCS, and offers what works there. @throws UserError */
export function requireHcs(rehearse: () => unknown): void {
  if (canBoot()) return;
  throw new UserError(
    "needs-windows",
    "Booting needs Windows with Hyper-V: open this workspace there, for example over Remote SSH. A rehearsal does everything else here.",
    { actions: [{ title: "Rehearse Boot", run: rehearse }] },
  );
}
