import path from "node:path";
import { ProgressLocation, window } from "vscode";
import type { BootPhase } from "../../../server/src/protocol.ts";
import type { BootContext } from "./boot-context.ts";
import type { BootSession } from "./session/boot-session.ts";
import { phaseTexts } from "./session/session-state.ts";

/** The phases of a good boot up to its running, for the bar. */
const steps: readonly BootPhase[] = [
  "checking",
  "preparing",
  "granting",
  "creating",
  "listening",
  "starting",
  "accepting",
  "negotiating",
  "configuring",
  "policy",
  "logs",
];

/** Follows a run in a notification until its guest is ready or it is over; its button cancels the run. */
export async function showProgress({ boundary }: BootContext, session: BootSession): Promise<void> {
  const verb = session.kind === "rehearsal" ? "Rehearsing" : "Booting";
  const title = `${verb} ${session.planned.name}`;
  await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    (progress, token) => {
      token.onCancellationRequested(() => void boundary("Cancelling the boot", () => session.terminate()));
      return new Promise<void>((resolve) => {
        let reached = 0;
        const update = (): void => {
          const phase = session.phases.at(-1)?.phase ?? "checking";
          const step = Math.max(reached, steps.indexOf(phase) + 1);
          const increment = ((step - reached) * 100) / steps.length;
          reached = step;
          progress.report({ message: `${phaseTexts[phase]}…`, increment });
          if (session.state !== "running" && !session.isOver) return;
          listening.dispose();
          resolve();
        };
        const listening = session.onDidChange(update);
        update();
      });
    },
  );
}

/**
 * Follows the hashing of what a run has saved, where it takes longer than a moment; its button ends it. Comes back when there
 * is nothing more to hash.
 */
export async function showHashing(session: BootSession): Promise<void> {
  const takesLong = await untilChange(session, () => session.hashing !== undefined);
  if (!takesLong) return;
  const title = `Computing SHA-256 of what ${session.planned.name} left. The files are safe already.`;
  await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    (progress, token) => {
      token.onCancellationRequested(() => void session.stopHashing());
      return untilChange(session, () => {
        const { hashing } = session;
        if (hashing !== undefined) progress.report({ message: `${path.basename(hashing.to)}, ${hashing.percent} %` });
        return false;
      });
    },
  );
}

/** Waits for a change after which it is so; false where there is nothing more to hash before. */
function untilChange(session: BootSession, isSo: () => boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const check = (): void => {
      const found = isSo();
      if (!found && session.isHashing) return;
      listening.dispose();
      resolve(found);
    };
    const listening = session.onDidChange(check);
    check();
  });
}
