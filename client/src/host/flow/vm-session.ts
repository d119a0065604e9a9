import type { Duplex } from "node:stream";
import { parseJson } from "../../infrastructure/unknown.ts";
import { ConsolePipe } from "../console/console-pipe.ts";
import { type Bridge, BridgeClosedError } from "../gcs/bridge.ts";
import { type GuestProcess, StreamPorts } from "../gcs/guest-process.ts";
import { isGuid } from "../gcs/guid.ts";
import { LogSplitter } from "../gcs/log-lines.ts";
import type { GuestSystem } from "../gcs/response.ts";
import { ComputeSystem, systemEvents } from "../hcs/compute-system.ts";
import { describeCrash } from "../hcs/crash-report.ts";
import { textMember } from "../json.ts";
import type { SystemEvent } from "../native/computecore.ts";
import type { Natives } from "../native/natives.ts";
import type { RunJournal } from "../record/run-journal.ts";
import { SocketError } from "../sockets/connection.ts";
import { HvListener } from "../sockets/listener.ts";
import { type Limit, TimeoutError } from "../wait.ts";
import { PlanError, VmExitedError } from "./failure.ts";

/** How long to wait for the news that the VM has ended, once its guest has gone. */
const exitNews: Limit = { timeoutMs: 1500 };
const forEver: Limit = { timeoutMs: 0x7fff_ffff };

/** What exists of a VM so far; teardown ends whatever is there. */
export class VmSession {
  readonly processes = new Map<number, GuestProcess>();
  system: ComputeSystem | undefined;
  bridge: Bridge | undefined;
  console: ConsolePipe | undefined;
  ports: StreamPorts | undefined;
  runtimeId = "";
  /** Known once the guest has negotiated. */
  guestSystem: GuestSystem = "windows";
  readonly #natives: Natives;
  readonly #journal: RunJournal;
  readonly #listeners = new Set<HvListener>();
  readonly #logConnections = new Set<Duplex>();
  #crash: string | undefined;

  constructor(natives: Natives, journal: RunJournal) {
    this.#natives = natives;
    this.#journal = journal;
  }

  readonly #hear = ({ type, data }: SystemEvent): void => {
    this.#journal.detail("hcs", { type, data: data?.slice(0, 0x10000) });
    const isCrash = type === systemEvents.crashInitiated || type === systemEvents.crashReport;
    if (isCrash && data !== undefined) this.#crash = describeCrash(data);
  };

  async create(id: string, document: string, limit: Limit): Promise<ComputeSystem> {
    const observer = { call: this.#journal.call, event: this.#hear, report: this.#report };
    this.system = await ComputeSystem.create(this.#natives.core, observer, id, document, limit);
    await this.system.listen(limit);
    return this.system;
  }

  readonly #report = (error: unknown): void => {
    this.#journal.note(
      `Something that the VM reported was lost: ${error instanceof Error ? error.message : "unknown"}`,
    );
  };

  /** Reads the id by which hv-sockets know the VM. */
  async readRuntimeId(limit: Limit): Promise<void> {
    const properties = parseJson((await this.system?.properties(limit)) ?? "");
    this.runtimeId = textMember(properties, "RuntimeId", 64) ?? "";
    if (!isGuid(this.runtimeId)) {
      throw new PlanError(
        "no-runtime-id",
        "HCS does not report the VM's RuntimeId, without which its guest cannot be reached.",
      );
    }
    void this.#journal.update({ runtimeId: this.runtimeId });
    this.ports = new StreamPorts((service) => this.open(service));
  }

  open(service: string): HvListener {
    return HvListener.open(this.#natives.winsock, this.#natives.poller, this.runtimeId, service);
  }

  listen(service: string): HvListener {
    const listener = this.open(service);
    this.#listeners.add(listener);
    return listener;
  }

  async release(listener: HvListener): Promise<void> {
    this.#listeners.delete(listener);
    await listener.close();
  }

  async openConsole(pipe: string): Promise<void> {
    this.console = await ConsolePipe.open(pipe, {
      data: (chunk) => this.#journal.console(chunk),
      note: this.#journal.note,
    });
  }

  /** Takes the guest's log connections, one after the other, for as long as the listener lives. */
  async receiveLogs(listener: HvListener): Promise<void> {
    try {
      for (;;) this.#readLog(await listener.accept(forEver, "A log connection"));
    } catch (error) {
      if (this.#listeners.has(listener)) this.#report(error);
    }
  }

  #readLog(connection: Duplex): void {
    const splitter = new LogSplitter();
    connection.on("data", (chunk: Buffer) => {
      for (const entry of splitter.push(chunk)) this.#journal.guestLog(entry);
    });
    connection.on("end", () => {
      for (const entry of splitter.end()) this.#journal.guestLog(entry);
      connection.destroy();
    });
    connection.on("error", () => connection.destroy());
    this.#logConnections.add(connection);
    connection.on("close", () => this.#logConnections.delete(connection));
  }

  /** As `promise`, but the VM's end comes first; a guest that goes away is given the time to say why. */
  async whileAlive<T>(promise: Promise<T>): Promise<T> {
    const { system } = this;
    if (system === undefined) return promise;
    const ended = system.exited.then((status): never => {
      throw new VmExitedError(status, this.#crash);
    });
    ended.catch(() => undefined);
    try {
      return await Promise.race([promise, ended]);
    } catch (error) {
      if (!(error instanceof BridgeClosedError || error instanceof SocketError)) throw error;
      const status = await system.waitForExit(exitNews).catch((timeout: unknown) => {
        throw timeout instanceof TimeoutError ? error : timeout;
      });
      throw new VmExitedError(status, this.#crash);
    } finally {
      promise.catch(() => undefined);
    }
  }

  get crash(): string | undefined {
    return this.#crash;
  }

  /** Closes everything but the VM itself. */
  async closeConnections(): Promise<void> {
    for (const process of this.processes.values()) process.close();
    this.processes.clear();
    this.bridge?.close();
    for (const connection of this.#logConnections) connection.destroy();
    await Promise.all([...this.#listeners].map((listener) => this.release(listener)));
  }
}
