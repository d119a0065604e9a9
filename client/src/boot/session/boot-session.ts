import type {
  BootPhase,
  BootRequest,
  HostEvent,
  PlannedBoot,
  RunResult,
  RunStatus,
} from "../../../../server/src/protocol.ts";
import { UserError } from "../../infrastructure/errors.ts";
import type { HostClient } from "../host-process/host-client.ts";
import { Listeners } from "../host-process/listeners.ts";
import { ConsoleLog } from "./console-log.ts";
import { GuestProcesses } from "./guest-processes.ts";
import { enterPhase, type SessionPhase, type SessionState, stateOf } from "./session-state.ts";

/** A boot of a VM, or the rehearsal of one, which makes none. */
export type SessionKind = "boot" | "rehearsal";

/** What a session is of. */
export interface SessionSubject {
  readonly kind: SessionKind;
  readonly planned: PlannedBoot;
  readonly request: BootRequest;
  /** Milliseconds since 1970; default now. */
  readonly startedAt?: number;
}

/** How far the hash of a preserved file is. */
export interface Hashing {
  readonly to: string;
  readonly percent: number;
}

/** One run, from its request until its record is written, and what it saved is hashed. */
export class BootSession {
  readonly kind: SessionKind;
  readonly planned: PlannedBoot;
  readonly request: BootRequest;
  readonly startedAt: number;
  readonly console = new ConsoleLog();
  readonly processes: GuestProcesses;
  readonly #host: HostClient;
  readonly #changes = new Listeners<void>();
  readonly #notes = new Listeners<string>();
  #phases: readonly SessionPhase[] = [];
  #state: SessionState = "booting";
  #result: RunResult | undefined;
  #hashing: Hashing | undefined;
  #isLetGo = false;

  /** State, phases or result are others. */
  readonly onDidChange = this.#changes.add;
  /** What the host and the guest's log say. */
  readonly onNote = this.#notes.add;

  constructor(host: HostClient, { kind, planned, request, startedAt = Date.now() }: SessionSubject) {
    this.startedAt = startedAt;
    this.kind = kind;
    this.planned = planned;
    this.request = request;
    this.#host = host;
    this.processes = new GuestProcesses(host);
    host.onEvent((event) => this.#take(event));
  }

  get id(): string {
    return this.request.plan.id;
  }

  get state(): SessionState {
    return this.#state;
  }

  get phases(): readonly SessionPhase[] {
    return this.#phases;
  }

  /** How it ended; undefined before. */
  get result(): RunResult | undefined {
    return this.#result;
  }

  get isOver(): boolean {
    return this.#result !== undefined;
  }

  /** Whether the run is over, and its host still computes hashes of what it saved. */
  get isHashing(): boolean {
    return !this.#isLetGo && this.#result?.preserved.some(({ sha256 }) => sha256 === null) === true;
  }

  /** How far a hash is that takes longer than a moment. */
  get hashing(): Hashing | undefined {
    return this.#hashing;
  }

  /** Runs to the end. A failed boot is a result, as is one of which not even a record could be begun. */
  async run(): Promise<RunResult> {
    const ended = this.#ended();
    this.#host.ask({ type: this.kind === "boot" ? "boot" : "rehearse", boot: this.request }).then(
      () => this.#fail(new UserError("no-result", "The host ended the run without a result.")),
      (error: unknown) => this.#fail(error),
    );
    return ended;
  }

  /** Resolves once the run is over; hashes may still be computed then. */
  #ended(): Promise<RunResult> {
    return new Promise((resolve) => {
      const listening = this.onDidChange(() => {
        if (this.#result === undefined) return;
        listening.dispose();
        resolve(this.#result);
      });
    });
  }

  /** Takes what another host found and finished of a run whose own host died. */
  complete(result: RunResult): void {
    this.#result = result;
    this.#changes.tell();
  }

  /** Follows a run that an earlier window began, from the phase that it is in, to its end. */
  async follow({ phase }: RunStatus): Promise<RunResult> {
    this.#enter(phase, Date.now());
    const gone = (): void => this.#fail(new UserError("host-gone", "The HCS host process is gone. Boot again."));
    void this.#host.closed.then(gone);
    return this.#ended();
  }

  /** Whether the VM lives on for a while when the window is gone. */
  get outlivesWindow(): boolean {
    return this.#host.outlivesWindow;
  }

  /** Cancels the boot, or ends the VM; the run then comes to its end. */
  async terminate(): Promise<void> {
    if (this.isOver) return;
    try {
      await this.#host.ask({ type: "terminate" });
    } catch (error) {
      // The host may be gone before it has answered: the run is over then.
      if (!this.isOver) throw error;
    }
  }

  /** Leaves what was saved without the hashes that it has not got yet. */
  async stopHashing(): Promise<void> {
    // The host may come to the end of it at the same time.
    if (this.isHashing) await this.#host.ask({ type: "terminate" }).catch(() => undefined);
  }

  /** What HCS says of the running VM, as JSON text. @throws UserError where it does not */
  async properties(): Promise<string> {
    const document = await this.#host.ask({ type: "properties" });
    return typeof document === "string" ? document : "{}";
  }

  /** Types into the serial console. */
  typeIntoConsole(text: string): void {
    const data = Buffer.from(text, "utf8").toString("base64");
    if (!this.isOver) this.#host.ask({ type: "consoleInput", data }).catch(() => undefined);
  }

  #take(event: HostEvent): void {
    this.processes.take(event);
    switch (event.type) {
      case "phase":
        this.#enter(event.phase, Date.parse(event.at));
        return;
      case "console":
        this.console.push(Buffer.from(event.data, "base64"));
        return;
      case "note":
        this.#notes.tell(event.text);
        return;
      case "guestLog":
        this.#notes.tell(`guest: ${event.entry}`);
        return;
      case "ended":
        this.#end(event.result);
        return;
      case "hashing":
        this.#hashing = event;
        this.#changes.tell();
        return;
      case "preserved":
        this.#result &&= { ...this.#result, preserved: event.preserved };
        this.#hashing = undefined;
        this.#changes.tell();
        return;
      default:
        return;
    }
  }

  #enter(phase: BootPhase, at: number): void {
    this.#phases = enterPhase(this.#phases, phase, at);
    if (!this.isOver) this.#state = stateOf(phase);
    else if (phase === "closed") this.#letGo();
    this.#changes.tell();
  }

  /** Nothing more is wanted of the host. */
  #letGo(): void {
    this.#isLetGo = true;
    this.#hashing = undefined;
    this.#host.dispose();
  }

  #end(result: RunResult): void {
    this.#result = result;
    this.#state = result.outcome;
    this.processes.end();
    this.#changes.tell();
  }

  /** The host is gone, could not begin, or has nothing more to say: a failure where it has told no end. */
  #fail(error: unknown): void {
    this.#letGo();
    if (this.#result !== undefined) {
      this.#changes.tell();
      return;
    }
    const code = error instanceof UserError ? error.code : "unexpected";
    const message = error instanceof Error ? error.message : String(error);
    const phase = this.#phases.at(-1)?.phase ?? "checking";
    this.#end({
      id: this.id,
      outcome: "failed",
      wasReady: this.#phases.some((each) => each.phase === "running"),
      failure: { code, message, phase },
      preserved: [],
      problems: [],
      recordFile: "",
    });
  }
}
