/** What the extension and the HCS host process say to each other. All of it is plain JSON. */

import type { BootPlan } from "./pods/uvm/plan/boot-plan.ts";

/** A boot plan as it travels between processes. */
export interface BootPlanMessage extends Omit<BootPlan, "document"> {
  /** The document for HCS as JSON text, byte for byte as it will be sent: a JavaScript number cannot hold all of its numbers. */
  readonly document: string | null;
  /** Base64 of the log sources that the guest is told to forward, the built-in ones merged in; "" leaves them to the guest. */
  readonly logSettings: string;
}

/** Times in milliseconds after which a boot's step counts as failed. */
export interface BootTimeouts {
  readonly create: number;
  /** From the start of the VM until its guest has answered the negotiation. */
  readonly connection: number;
  /** An answer of the connected guest. */
  readonly request: number;
  /** From the request to end the VM until it has ended. */
  readonly terminate: number;
  /** How long a file that is still locked is tried again. */
  readonly unlock: number;
}

/** Everything that the host needs for one run; it asks nothing back. */
export interface BootRequest {
  readonly plan: BootPlanMessage;
  /** The run's own folder for work files; removed at its end. Absolute, missing or empty. */
  readonly runFolder: string;
  /** Where the record goes: the debug data folder, or the extension's storage. Absolute. */
  readonly recordFolder: string;
  /** A scratch to make, named in the plan; null where the plan names one that exists. */
  readonly newScratch: { readonly path: string; readonly sizeInBytes: number } | null;
  /** Leaves the work files where they are when the run has ended. */
  readonly keepWorkFiles?: boolean;
  readonly timeouts?: Partial<BootTimeouts>;
  /** What the user chose and the versions of everything, for the record only. */
  readonly context: { readonly [name: string]: unknown };
}

/** Where a run is, in the order in which a good one passes through. */
export type BootPhase =
  | "checking"
  | "preparing"
  | "granting"
  | "identifying"
  | "creating"
  | "listening"
  | "starting"
  | "accepting"
  | "negotiating"
  | "configuring"
  | "policy"
  | "logs"
  | "running"
  | "terminating"
  | "preserving"
  | "cleaning"
  /** The run is over; what was preserved is read once more for its SHA-256. */
  | "hashing"
  | "closed";

/** A failure as it is shown and recorded. */
export interface RunFailure {
  readonly code: string;
  /** What happened and what to do. */
  readonly message: string;
  readonly phase: BootPhase;
  readonly hresult?: string;
  readonly hresultName?: string;
}

/** A file that was saved after the VM's end, or could not be. */
export interface PreservedFile {
  readonly from: string;
  readonly to: string;
  readonly size?: number;
  /** Of the saved file, in hexadecimal; null until it is known. Absent where nothing was saved. */
  readonly sha256?: string | null;
  /** Why there is no hash (yet). */
  readonly sha256Reason?: string;
  readonly error?: string;
}

export type RunOutcome = "ended" | "failed" | "cancelled";

/** How a run ended. */
export interface RunResult {
  readonly id: string;
  readonly outcome: RunOutcome;
  /** Whether the guest got ready before. */
  readonly wasReady: boolean;
  readonly failure?: RunFailure;
  readonly exitType?: string;
  readonly preserved: readonly PreservedFile[];
  /** What went wrong while tidying up; the run's outcome does not depend on it. */
  readonly problems: readonly string[];
  readonly recordFile: string;
}

export type CheckState = "passed" | "warning" | "failed" | "skipped";

/** A line of the preflight list. */
export interface PreflightCheck {
  readonly code: string;
  readonly title: string;
  readonly state: CheckState;
  readonly detail: string;
  /** What to do; "" where nothing is to be done. */
  readonly advice: string;
}

/** A compute system of the host, ours or not. */
export interface HostSystem {
  readonly id: string;
  readonly owner: string;
  readonly state: string;
  readonly systemType: string;
  readonly runtimeId: string;
}

/** A run that goes on. */
export interface RunStatus {
  readonly id: string;
  readonly phase: BootPhase;
  readonly startedAt: string;
  readonly request: BootRequest;
}

/** Console size in characters. */
export interface TerminalSize {
  readonly rows: number;
  readonly columns: number;
}

/** What the extension asks; each request gets one {@link HostReply} with its number. */
export type HostRequest = { readonly request: number } & (
  | { readonly type: "preflight"; readonly boot: BootRequest }
  | { readonly type: "boot"; readonly boot: BootRequest }
  | { readonly type: "rehearse"; readonly boot: BootRequest }
  | { readonly type: "list" }
  /** The HRESULTs that the host explains, as a Markdown table. */
  | { readonly type: "hresults" }
  | { readonly type: "properties" }
  /** The run of this host as a {@link RunStatus}, or null: a reloaded window finds its VM again. */
  | { readonly type: "status" }
  /** Ends the run, in whatever phase it is: a boot is cancelled, a VM is torn down, the hashing of a run that is over stops. */
  | { readonly type: "terminate" }
  /** Finishes runs of hosts that died, by their VMs' identifiers and the folder of their records. */
  | { readonly type: "recover"; readonly recordFolder: string; readonly ids: readonly string[] }
  /** Arguments are escaped as Windows needs; with `terminal` the process gets a console. */
  | {
      readonly type: "execute";
      readonly process: number;
      readonly arguments: readonly string[];
      readonly terminal: TerminalSize | null;
    }
  | { readonly type: "input"; readonly process: number; readonly data: string }
  | { readonly type: "endInput"; readonly process: number }
  | { readonly type: "resize"; readonly process: number; readonly terminal: TerminalSize }
  | { readonly type: "kill"; readonly process: number }
  | { readonly type: "consoleInput"; readonly data: string }
);

export type HostReply =
  | { readonly type: "reply"; readonly request: number; readonly ok: true; readonly value: unknown }
  | {
      readonly type: "reply";
      readonly request: number;
      readonly ok: false;
      readonly error: { readonly code: string; readonly message: string };
    };

/** What the host tells by itself. Bytes are base64. */
export type HostEvent =
  | { readonly type: "phase"; readonly phase: BootPhase; readonly at: string }
  | { readonly type: "note"; readonly text: string }
  | { readonly type: "console"; readonly data: string }
  | { readonly type: "guestLog"; readonly entry: string }
  | { readonly type: "output"; readonly process: number; readonly stream: "stdout" | "stderr"; readonly data: string }
  | { readonly type: "exit"; readonly process: number; readonly code: number | null; readonly error: string | null }
  /** The run is over and its files are safe. The host goes on to `hashing` where something was preserved, then to `closed`. */
  | { readonly type: "ended"; readonly result: RunResult }
  /** How far the hash of a preserved file is, about once a second. */
  | { readonly type: "hashing"; readonly to: string; readonly percent: number }
  /** The preserved files, one of them with its hash now. */
  | { readonly type: "preserved"; readonly preserved: readonly PreservedFile[] };

export type HostMessage = HostReply | HostEvent;
