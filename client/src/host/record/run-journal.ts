import { mkdir, open } from "node:fs/promises";
import path from "node:path";
import type { BootPhase, BootRequest, HostEvent } from "../../../../server/src/protocol.ts";
import { codeOf } from "../errors.ts";
import { decodeHresult, formatHresult } from "../hcs/hresult.ts";
import { AppendFile } from "./append-file.ts";
import { RecordFile } from "./record-file.ts";
import { filePrefix, newRecord, type RunRecord, recordNames } from "./run-record.ts";

/** Bounds for what a VM can make us write. */
const limits = { journal: 64 * 2 ** 20, console: 256 * 2 ** 20, calls: 1000, names: 1000 } as const;

/** Everything that a run leaves behind on disk and tells the extension. */
export class RunJournal {
  readonly #emit: (event: HostEvent) => void;
  readonly #file: RecordFile;
  readonly #events: AppendFile;
  readonly #console: AppendFile;
  #record: RunRecord;
  #phaseStart = 0;

  private constructor(record: RunRecord, folder: string, prefix: string, emit: (event: HostEvent) => void) {
    const names = recordNames(prefix);
    this.#record = record;
    this.#emit = emit;
    this.#file = new RecordFile(path.join(folder, names.run));
    this.#events = new AppendFile(path.join(folder, names.boot), limits.journal);
    this.#console = new AppendFile(path.join(folder, names.console), limits.console);
  }

  /** Begins a record under a name that no other run has. Rejects when the folder cannot be written. */
  static async begin(
    kind: RunRecord["kind"],
    request: BootRequest,
    emit: (event: HostEvent) => void,
  ): Promise<RunJournal> {
    const folder = request.recordFolder;
    const prefix = filePrefix(request.plan.id);
    await mkdir(folder, { recursive: true });
    for (let number = 1; number <= limits.names; number++) {
      const name = number === 1 ? prefix : `${prefix}-${number}`;
      try {
        await (await open(path.join(folder, recordNames(name).run), "wx")).close();
      } catch (error) {
        if (codeOf(error) === "EEXIST") continue;
        throw error;
      }
      const journal = new RunJournal(newRecord(kind, request, new Date()), folder, name, emit);
      await journal.#file.write(journal.#record);
      return journal;
    }
    throw new Error(`${folder} holds too many records of ${request.plan.id}: remove some.`);
  }

  get record(): RunRecord {
    return this.#record;
  }

  get path(): string {
    return this.#file.path;
  }

  /** The phase that the run is in. */
  get phase(): BootPhase {
    return this.#record.phases.at(-1)?.phase ?? "checking";
  }

  #log(event: string, details: object): void {
    this.#events.append(`${JSON.stringify({ time: new Date().toISOString(), event, ...details })}\n`);
  }

  /** Changes the record. Resolves once that is written, or cannot be; only what a killed process leaves waits for it. */
  update(changes: Partial<RunRecord>): Promise<void> {
    this.#record = { ...this.#record, ...changes };
    return this.#file.write(this.#record).catch(() => undefined);
  }

  #closedPhases(): readonly RunRecord["phases"][number][] {
    const last = this.#record.phases.at(-1);
    if (last === undefined) return [];
    const milliseconds = Math.round((performance.now() - this.#phaseStart) * 10) / 10;
    return [...this.#record.phases.slice(0, -1), { ...last, milliseconds }];
  }

  enter(phase: BootPhase): void {
    const at = new Date().toISOString();
    const phases = [...this.#closedPhases(), { phase, startedAt: at }];
    this.#phaseStart = performance.now();
    void this.update({ phases });
    this.#log("phase", { phase });
    this.#emit({ type: "phase", phase, at });
  }

  /** A call of HCS that ended. */
  readonly call = (call: string, hresult: number, milliseconds: number): void => {
    const name = decodeHresult(hresult)?.name;
    const recorded = {
      call,
      hresult: formatHresult(hresult),
      ...(name === undefined ? {} : { name }),
      milliseconds: Math.round(milliseconds * 10) / 10,
    };
    this.#log("call", recorded);
    if (this.#record.calls.length < limits.calls)
      this.#record = { ...this.#record, calls: [...this.#record.calls, recorded] };
  };

  /** A fact for the log only. */
  detail(event: string, details: object): void {
    this.#log(event, details);
  }

  /** Something that the user may want to know. */
  readonly note = (text: string): void => {
    this.#log("note", { text });
    this.#emit({ type: "note", text });
  };

  /** Something that went wrong without ending the run. */
  readonly problem = (text: string): void => {
    this.note(text);
    void this.update({ problems: [...this.#record.problems, text] });
  };

  guestLog(entry: string): void {
    this.#log("guest", { entry });
    this.#emit({ type: "guestLog", entry });
  }

  console(data: Buffer): void {
    this.#console.append(data);
    this.#emit({ type: "console", data: data.toString("base64") });
  }

  /** Resolves once what was told so far is written, as far as it can be. */
  async settle(): Promise<void> {
    await Promise.all([this.#events.flush(), this.#console.flush(), this.update({})]);
  }

  /** Writes how the run ended. Rejects when the record cannot be written. */
  async finish(ending: Partial<RunRecord> & Pick<RunRecord, "state">): Promise<void> {
    this.#log("end", { outcome: ending.state, failure: ending.failure });
    await Promise.all([this.#events.flush(), this.#console.close()]);
    const cut = [this.#events.problem, this.#console.problem].filter((problem) => problem !== undefined);
    this.#record = {
      ...this.#record,
      ...ending,
      problems: [...this.#record.problems, ...cut],
      endedAt: new Date().toISOString(),
    };
    await this.#file.write(this.#record);
  }

  /** Writes the last version of the record and closes its files. */
  async close(): Promise<void> {
    this.enter("closed");
    await this.#events.close();
    await this.update({ phases: this.#closedPhases() });
  }
}
