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

/** One run, from its request until its record is written. */
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

  /** Runs to the end. A failed boot is a result; @throws UserError where not even a record could be begun */
  async run(): Promise<RunResult> {
    try {
      await this.#host.ask({ type: this.kind === "boot" ? "boot" : "rehearse", boot: this.request });
    } catch (error) {
      this.#fail(error);
    }
    return this.#over();
  }

  /** Follows a run that an earlier window began, from the phase that it is in, to its end. */
  async follow({ phase }: RunStatus): Promise<RunResult> {
    this.#enter(phase, Date.now());
    const ended = new Promise<void>((resolve) => {
      this.onDidChange(() => {
        if (this.isOver) resolve();
      });
    });
    await Promise.race([ended, this.#host.closed]);
    this.#fail(new UserError("host-gone", "The HCS host process is gone. Boot again."));
    return this.#over();
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
      default:
        return;
    }
  }

  #enter(phase: BootPhase, at: number): void {
    this.#phases = enterPhase(this.#phases, phase, at);
    this.#state = stateOf(phase);
    this.#changes.tell();
  }

  /** Lets go of what a run needed. The host tells of the end before it answers. */
  #over(): RunResult {
    this.processes.end();
    this.#host.dispose();
    if (this.#result === undefined) throw new UserError("no-result", "The host ended the run without a result.");
    return this.#result;
  }

  #end(result: RunResult): void {
    this.#result = result;
    this.#state = result.outcome;
    this.#changes.tell();
  }

  /** The host is gone, or could not begin. */
  #fail(error: unknown): void {
    if (this.#result !== undefined) return;
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
