import type { BootTimeouts, PreservedFile } from "../../../../server/src/protocol.ts";
import { preserveFile } from "../disks/preserve.ts";
import type { RunJournal } from "../record/run-journal.ts";
import type { Limit } from "../wait.ts";
import type { Grants } from "./grants.ts";
import type { VmSession } from "./vm-session.ts";
import type { WorkFiles } from "./work-files.ts";

/** What a run has to end, as far as it came. */
export interface Remains {
  readonly session: VmSession | undefined;
  readonly grants: Grants | undefined;
  readonly files: WorkFiles;
  /** Files to save, once there was something to save. */
  readonly preserve: readonly { readonly from: string; readonly to: string }[];
  /** Ends this process, and so every VM of it. Where it returns, the teardown goes on as far as it can. */
  readonly giveUp: () => void;
}

/** The longest that a single call of the cleaning may take, milliseconds. */
const longestCleaning = 10_000;

/** Runs a step of the teardown; a step that fails is told and does not stop the others. */
async function attempt(journal: RunJournal, step: () => Promise<unknown>): Promise<boolean> {
  try {
    await step();
    return true;
  } catch (error) {
    journal.problem(error instanceof Error ? error.message : "A step of the teardown failed.");
    return false;
  }
}

/** Ends the VM. Where HCS does not end it when asked, closing the handle does. Returns whether one of them did. */
async function endVm(
  session: VmSession,
  journal: RunJournal,
  timeouts: BootTimeouts,
  cleaning: Limit,
): Promise<boolean> {
  const { system } = session;
  if (system === undefined || system.exit !== undefined) return true;
  journal.enter("terminating");
  const limit = { timeoutMs: timeouts.terminate };
  const hasEnded =
    (await attempt(journal, () => system.terminate(limit))) &&
    (await attempt(journal, () => system.waitForExit(limit)));
  return hasEnded || attempt(journal, () => system.close(cleaning));
}

/**
 * Ends what a run has begun, in hcsshim's order: the VM, the connections, the preserved files, access, work files, and the
 * handle last. Never throws, and waits for nothing without limit.
 */
export async function tearDown(
  { session, grants, files, preserve, giveUp }: Remains,
  journal: RunJournal,
  timeouts: BootTimeouts,
): Promise<readonly PreservedFile[]> {
  const cleaning = { timeoutMs: Math.min(longestCleaning, timeouts.terminate) };
  if (session !== undefined) {
    if (!(await endVm(session, journal, timeouts, cleaning))) {
      journal.note(
        "HCS does not end the VM. Its process ends now, and Windows ends the VM with it; the next one saves and tidies up.",
      );
      await journal.settle();
      giveUp();
    }
    await attempt(journal, () => session.closeConnections());
  }
  const preserved: PreservedFile[] = [];
  if (preserve.length > 0) {
    journal.enter("preserving");
    for (const { from, to } of preserve) {
      const written = (saved: PreservedFile): Promise<void> => journal.update({ preserved: [...preserved, saved] });
      const file = await preserveFile(from, to, timeouts.unlock, files.made, written);
      preserved.push(file);
      if (file.error !== undefined) journal.problem(`${file.from} could not be saved as ${file.to}: ${file.error}`);
    }
  }
  journal.enter("cleaning");
  if (grants !== undefined) for (const problem of await grants.revoke(cleaning)) journal.problem(problem);
  const { system } = session ?? {};
  // The console's last lines may come after the exit; its pipe ends with the handle.
  if (system !== undefined) await attempt(journal, () => system.close(cleaning));
  await attempt(journal, async () => session?.console?.close());
  for (const problem of await files.remove(timeouts.unlock)) journal.problem(problem);
  return preserved;
}
