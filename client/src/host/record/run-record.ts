import type { BootPhase, BootRequest, PreservedFile, RunFailure, RunOutcome } from "../../../../server/src/protocol.ts";

/** Version of the record's shape; `schemas/run.schema.json` describes it. */
export const recordVersion = 2;

/** A call of HCS that ended. */
export interface RecordedCall {
  readonly call: string;
  readonly hresult: string;
  readonly name?: string;
  readonly milliseconds: number;
}

/** A phase of the run; the last one of a run that was killed has no `milliseconds`. */
export interface RecordedPhase {
  readonly phase: BootPhase;
  readonly startedAt: string;
  readonly milliseconds?: number;
}

/** Access that was given and not yet taken back, and files that were made and not yet removed. */
export interface Leftovers {
  readonly grants: readonly string[];
  readonly files: readonly string[];
}

/** `<uvm id>_run.json`: what was asked, what happened, and what is left. Times are ISO 8601 in UTC. */
export interface RunRecord {
  readonly version: typeof recordVersion;
  readonly kind: "boot" | "rehearsal";
  readonly id: string;
  /** `running` in the record of a process that is gone means that it was killed. */
  readonly state: "running" | RunOutcome;
  readonly process: number;
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly wasReady: boolean;
  readonly runtimeId?: string;
  readonly request: BootRequest;
  readonly phases: readonly RecordedPhase[];
  readonly calls: readonly RecordedCall[];
  readonly failure?: RunFailure;
  readonly exit?: { readonly status?: string; readonly name?: string; readonly exitType: string };
  readonly preserved: readonly PreservedFile[];
  readonly problems: readonly string[];
  readonly leftovers: Leftovers;
}

/** The record of a run that has just begun. */
export function newRecord(kind: RunRecord["kind"], request: BootRequest, now: Date): RunRecord {
  return {
    version: recordVersion,
    kind,
    id: request.plan.id,
    state: "running",
    process: process.pid,
    startedAt: now.toISOString(),
    wasReady: false,
    request,
    phases: [],
    calls: [],
    preserved: [],
    problems: [],
    leftovers: { grants: [], files: [] },
  };
}

/** As it is written: what a reader looks for first stands first, and what was asked for, which is long, last. */
export function inReadingOrder(record: RunRecord): object {
  const { version, kind, id, state, startedAt, endedAt, failure, exit, calls, request, ...others } = record;
  return { version, kind, id, state, startedAt, endedAt, failure, exit, ...others, calls, request };
}

/** Characters that Windows does not allow in file names. */
const unsafe = /[<>:"/\\|?*\p{Cc}]/gu;

/** The files of a record, by the beginning of their names. */
export const recordNames = (prefix: string): Readonly<Record<"run" | "boot" | "console", string>> => ({
  run: `${prefix}_run.json`,
  boot: `${prefix}_boot.jsonl`,
  console: `${prefix}_console.log`,
});

/** A UVM's identifier as the beginning of a file name. */
export const filePrefix = (id: string): string => id.replace(unsafe, "_").slice(0, 128) || "uvm";
