import type { BootRequest, HostEvent, HostRequest, HostSystem } from "../../../../server/src/protocol.ts";
import type { Channel } from "../channel/channel.ts";
import { isHostRequest } from "../channel/guards.ts";
import { codeOf, messageOf } from "../errors.ts";
import { BootRun } from "../flow/boot-run.ts";
import { PlanError } from "../flow/failure.ts";
import { recoverRuns } from "../flow/recover.ts";
import { rehearse } from "../flow/rehearsal.ts";
import type { VmSession } from "../flow/vm-session.ts";
import { hresultTable } from "../hcs/hresult-page.ts";
import { listSystems } from "../hcs/service.ts";
import { isJsonObject } from "../json.ts";
import type { Natives } from "../native/natives.ts";
import { preflight } from "../preflight/preflight.ts";
import type { Probes } from "../preflight/probes.ts";
import { processOf, startProcess } from "./run-processes.ts";

const query = { timeoutMs: 10_000 } as const;

/** What the service stands on. */
export interface ServiceParts {
  readonly natives: () => Promise<Natives>;
  readonly probes: () => Promise<Probes>;
  readonly channel: Channel;
  /** Whether the records of a folder may tell what is to be removed: not with more rights than their readers have. */
  readonly trustsRecords: boolean;
  /** Ends this process at once, whatever it does. */
  readonly giveUp: () => void;
}

/** Answers a client's requests, and owns the one run of this process. */
export class HostService {
  readonly #parts: ServiceParts;
  readonly #rehearsal = new AbortController();
  readonly #hashes = new AbortController();
  /** Resolves when the run is over; what it saved is hashed after that. */
  readonly #over: Promise<void>;
  #tellOver: () => void = () => undefined;
  #isOver = false;
  #isDone = false;
  #run: BootRun | undefined;
  #ended: Promise<unknown> | undefined;

  constructor(parts: ServiceParts) {
    this.#parts = parts;
    this.#over = new Promise((resolve) => {
      this.#tellOver = resolve;
    });
  }

  /** Takes a message of the client; whatever it is, it is answered or passed over, never thrown. */
  async take(message: unknown): Promise<void> {
    const { channel } = this.#parts;
    const request = isJsonObject(message) ? message["request"] : undefined;
    if (typeof request !== "number") return;
    try {
      if (!isHostRequest(message)) throw new PlanError("bad-request", "The request is not one that this host takes.");
      const value = (await this.#answer(message)) ?? null;
      await channel.send({ type: "reply", request, ok: true, value });
    } catch (error) {
      const told = { code: codeOf(error) ?? "unexpected", message: messageOf(error) };
      await channel.send({ type: "reply", request, ok: false, error: told });
    }
  }

  /** Whether there is a VM, or one on its way. */
  get isRunning(): boolean {
    return this.#run?.status !== undefined;
  }

  #halt(why?: string): void {
    this.#rehearsal.abort();
    this.#run?.stop(why);
  }

  /** Whether there was a run, and nothing is left of it but its record. */
  get isDone(): boolean {
    return this.#isDone;
  }

  /** Ends the run, if there is one, and waits until nothing is left of it. Nobody is there any more to wait for hashes. */
  async stop(): Promise<void> {
    this.#halt(this.#isOver ? undefined : "VS Code is gone, so the VM was ended.");
    this.#hashes.abort();
    await this.#ended;
  }

  /** Ends the run and waits until its files are safe; of a run that is over, the hashing. */
  async #terminate(): Promise<void> {
    if (this.#isOver) await this.stop();
    this.#halt();
    await Promise.race([this.#over, this.#ended]);
  }

  readonly #emit = (event: HostEvent): void => {
    if (event.type === "ended") {
      this.#isOver = true;
      this.#tellOver();
    }
    void this.#parts.channel.send(event);
  };

  #begin(start: () => Promise<unknown>): Promise<unknown> {
    if (this.#ended !== undefined) throw new PlanError("host-busy", "This host process has a run already.");
    const ended = start();
    this.#ended = ended
      .catch(() => undefined)
      .finally(() => {
        this.#isDone = true;
      });
    return ended;
  }

  #boot(boot: BootRequest): Promise<unknown> {
    return this.#begin(() => {
      this.#run = new BootRun(this.#parts.natives, boot, this.#emit, this.#parts.giveUp);
      return this.#run.run(this.#hashes.signal);
    });
  }

  #ready(): VmSession {
    const session = this.#run?.ready;
    if (session === undefined) throw new PlanError("not-ready", "There is no running VM here.");
    return session;
  }

  async #list(): Promise<readonly HostSystem[]> {
    const { core } = await this.#parts.natives();
    return listSystems(core, query, () => undefined);
  }

  #answer(request: HostRequest): unknown {
    switch (request.type) {
      case "preflight":
        return this.#parts.probes().then((probes) => preflight(request.boot, probes));
      case "boot":
        return this.#boot(request.boot);
      case "rehearse":
        return this.#begin(() => rehearse(request.boot, this.#emit, this.#rehearsal.signal, this.#hashes.signal));
      case "recover":
        if (!this.#parts.trustsRecords)
          throw new PlanError("bad-request", "An elevated host tidies up after no other.");
        return recoverRuns(request.recordFolder, request.ids, () => this.#parts.natives().catch(() => undefined));
      case "list":
        return this.#list();
      case "hresults":
        return hresultTable();
      case "terminate":
        return this.#terminate();
      case "properties":
        return this.#ready().system?.properties(query);
      case "status":
        return this.#run?.status;
      case "consoleInput":
        return this.#run?.session?.console?.write(Buffer.from(request.data, "base64")) ?? false;
      default:
        return this.#answerForProcess(request, this.#ready());
    }
  }

  #answerForProcess(
    request: Extract<HostRequest, { readonly process: number }>,
    session: VmSession,
  ): Promise<unknown> | undefined {
    const limit = { timeoutMs: this.#run?.timeouts.request ?? query.timeoutMs };
    if (request.type === "execute") {
      const { send } = this.#parts.channel;
      return startProcess(session, request.process, request.arguments, request.terminal, limit, send);
    }
    const process = processOf(session, request.process);
    switch (request.type) {
      case "input":
        process.streams.stdin?.write(Buffer.from(request.data, "base64"));
        return undefined;
      case "endInput":
        process.streams.stdin?.end();
        return undefined;
      case "resize":
        return process.resize(request.terminal, limit);
      case "kill":
        return process.kill(limit);
    }
  }
}
