import { Listeners } from "../host-process/listeners.ts";
import type { BootSession } from "./boot-session.ts";

/** Runs that are over and still shown. */
const keptEnded = 20;

/** The runs of this window, the newest first. */
export class Sessions {
  readonly #changes = new Listeners<void>();
  #all: readonly BootSession[] = [];

  readonly onDidChange = this.#changes.add;

  get all(): readonly BootSession[] {
    return this.#all;
  }

  /** Runs that are not over. */
  get alive(): readonly BootSession[] {
    return this.#all.filter(({ isOver }) => !isOver);
  }

  /** VMs whose guest is ready. */
  get running(): readonly BootSession[] {
    return this.#all.filter(({ state }) => state === "running");
  }

  /** Takes a run that is over out of the list. */
  remove(session: BootSession): void {
    this.#all = this.#all.filter((each) => each !== session);
    this.#changes.tell();
  }

  add(session: BootSession): void {
    const ended = this.#all.filter(({ isOver }) => isOver).slice(0, keptEnded);
    this.#all = [session, ...this.#all.filter((each) => !each.isOver || ended.includes(each))];
    session.onDidChange(() => this.#changes.tell());
    this.#changes.tell();
  }
}
