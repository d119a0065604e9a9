import type {
  BootRequest,
  BootTimeouts,
  HostEvent,
  RunFailure,
  RunOutcome,
  RunResult,
  RunStatus,
} from "../../../../server/src/protocol.ts";
import { formatHresult, nameHresult } from "../hcs/hresult.ts";
import type { ExitStatus } from "../hcs/result-document.ts";
import type { Natives } from "../native/natives.ts";
import { RunJournal } from "../record/run-journal.ts";
import { CancelledError } from "../wait.ts";
import { bootable, bootVm } from "./boot-vm.ts";
import { closeRun } from "./close-run.ts";
import { describeFailure, VmExitedError } from "./failure.ts";
import { Grants } from "./grants.ts";
import { suspectFiles } from "./suspects.ts";
import { tearDown } from "./tear-down.ts";
import { defaultTimeouts } from "./timeouts.ts";
import { VmSession } from "./vm-session.ts";
import { checkFiles, WorkFiles } from "./work-files.ts";

/** How the run came to its end. */
interface Ending {
  readonly outcome: RunOutcome;
  readonly failure?: RunFailure;
}

const exitOf = ({ status, exitType }: ExitStatus): { exitType: string; status?: string; name?: string } =>
  status === undefined ? { exitType } : { exitType, status: formatHresult(status), name: nameHresult(status) };

/** One boot, from its request until nothing is left of it but the record. */
export class BootRun {
  readonly #natives: () => Promise<Natives>;
  readonly #request: BootRequest;
  readonly #emit: (event: HostEvent) => void;
  readonly #giveUp: () => void;
  readonly #timeouts: BootTimeouts;
  readonly #stop = new AbortController();
  readonly #stopped = new Promise<void>((resolve) => this.#stop.signal.addEventListener("abort", () => resolve()));
  #session: VmSession | undefined;
  #journal: RunJournal | undefined;
  #isReady = false;

  /** @param giveUp ends this process, where HCS does not end the VM */
  constructor(
    natives: () => Promise<Natives>,
    request: BootRequest,
    emit: (event: HostEvent) => void,
    giveUp: () => void,
  ) {
    this.#giveUp = giveUp;
    this.#natives = natives;
    this.#request = request;
    this.#emit = emit;
    this.#timeouts = { ...defaultTimeouts, ...request.timeouts };
  }

  /** The VM while its guest is ready; undefined before and after. */
  get ready(): VmSession | undefined {
    return this.#isReady && !this.#stop.signal.aborted ? this.#session : undefined;
  }

  get session(): VmSession | undefined {
    return this.#session;
  }

  /** Where the run is; undefined before its record was begun and after its end. */
  get status(): RunStatus | undefined {
    const journal = this.#journal;
    if (journal === undefined || journal.record.state !== "running") return undefined;
    const { id, startedAt } = journal.record;
    return { id, startedAt, phase: journal.phase, request: this.#request };
  }

  get timeouts(): BootTimeouts {
    return this.#timeouts;
  }

  /**
   * Cancels a boot, or ends a running VM. {@link run} then comes to its end by itself.
   * @param why for the record, where nobody asked for it
   */
  stop(why?: string): void {
    if (why !== undefined && !this.#stop.signal.aborted) this.#journal?.problem(why);
    this.#stop.abort();
  }

  /** Waits until the VM ends or is to be ended. */
  async #live(session: VmSession): Promise<Ending> {
    const { system } = session;
    if (system === undefined) return { outcome: "ended" };
    void session.bridge?.closed.then(() => {
      if (system.exit === undefined && this.ready !== undefined) {
        this.#emit({ type: "note", text: "The guest closed its connection; the VM is still there." });
      }
    });
    const exit = await Promise.race([system.exited, this.#stopped]);
    if (exit === undefined || exit.exitType === "GracefulExit") return { outcome: "ended" };
    return { outcome: "failed", failure: describeFailure(new VmExitedError(exit, session.crash), "running") };
  }

  async #boot(journal: RunJournal, files: WorkFiles, begun: (grants: Grants) => void): Promise<Ending> {
    try {
      journal.enter("checking");
      bootable(this.#request.plan);
      await checkFiles(this.#request);
      const natives = await this.#natives();
      journal.enter("preparing");
      await files.make(this.#request, this.#stop.signal);
      const session = new VmSession(natives, journal);
      this.#session = session;
      const grants = new Grants(natives, this.#request.plan.id, journal.call, (paths) =>
        journal.update({ leftovers: { ...journal.record.leftovers, grants: [...paths] } }),
      );
      begun(grants);
      await bootVm(natives, session, grants, journal, this.#request, this.#timeouts, this.#stop.signal);
      this.#isReady = true;
      void journal.update({ wasReady: true });
      journal.enter("running");
      return await this.#live(session);
    } catch (error) {
      if (error instanceof CancelledError && this.#stop.signal.aborted) return { outcome: "cancelled" };
      const failure = describeFailure(error, journal.phase);
      const suspect = await suspectFiles(error, this.#request);
      if (suspect === undefined) return { outcome: "failed", failure };
      return {
        outcome: "failed",
        failure: { ...failure, message: `${failure.message} Look at this first: ${suspect}` },
      };
    }
  }

  /**
   * Boots, waits for the end, and leaves nothing but the record. That is told before what was saved is hashed.
   * @param skipHashes ends the hashing
   * @throws only when no record can be written
   */
  async run(skipHashes: AbortSignal): Promise<RunResult> {
    const journal = await RunJournal.begin("boot", this.#request, this.#emit);
    this.#journal = journal;
    const files = new WorkFiles((made) =>
      journal.update({ leftovers: { ...journal.record.leftovers, files: [...made] } }),
    );
    let grants: Grants | undefined;
    const ending = await this.#boot(journal, files, (given) => {
      grants = given;
    });
    const session = this.#session;
    const preserve = session === undefined ? [] : this.#request.plan.preserve;
    const preserved = await tearDown(
      { session, grants, files, preserve, giveUp: this.#giveUp },
      journal,
      this.#timeouts,
    );
    this.#isReady = false;
    const exit = session?.system?.exit;
    const end = { ...ending, exit: exit && exitOf(exit), preserved };
    return closeRun(journal, end, this.#emit, skipHashes);
  }
}
