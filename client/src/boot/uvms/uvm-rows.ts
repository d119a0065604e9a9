import type { HostSystem, RunResult } from "../../../../server/src/protocol.ts";
import { sizeText } from "../../infrastructure/size-text.ts";
import { withoutDecision } from "../ending/end-message.ts";
import type { BootSession } from "../session/boot-session.ts";
import { phaseInSentence, phaseTexts, type SessionPhase, type SessionState } from "../session/session-state.ts";

/** What the view of UVMs shows: our runs, and what else HCS has. */
export type UvmNode =
  | { readonly kind: "session"; readonly session: BootSession }
  | {
      readonly kind: "line";
      readonly label: string;
      readonly detail: string;
      readonly tooltip: string;
      readonly icon: UvmRow["icon"];
      /** What a click shows of the run. */
      readonly shows?: { readonly what: "record" | "folder"; readonly session: BootSession };
    }
  /** The phases of a run that is over. */
  | { readonly kind: "phases"; readonly session: BootSession }
  | { readonly kind: "others"; readonly systems: readonly HostSystem[] }
  | { readonly kind: "system"; readonly system: HostSystem };

/** A row, without VS Code. */
export interface UvmRow {
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** A codicon, with its color where it has one. */
  readonly icon: readonly [name: string, color?: string];
  /** What menus ask for. */
  readonly context: string;
  readonly isOpen: boolean | undefined;
}

const stateTexts: Readonly<Record<SessionState, string>> = {
  booting: "booting",
  running: "running",
  ending: "ending",
  ended: "ended",
  failed: "failed",
  cancelled: "cancelled",
};

const stateIcons: Readonly<Record<SessionState, readonly [string, string?]>> = {
  booting: ["loading~spin"],
  running: ["vm-running", "charts.green"],
  ending: ["loading~spin"],
  ended: ["vm-outline"],
  failed: ["error", "charts.red"],
  cancelled: ["circle-slash"],
};

const shortIsolations: Readonly<Record<string, string>> = {
  SecureNestedPaging: "SNP",
  VirtualizationBasedSecurity: "VBS",
  GuestStateOnly: "GSO",
};

/** A length of time in one or two units: "850 ms", "4.2 s", "3 min", "2 h 5 min". */
export function lengthText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Milliseconds from the beginning of a run to its end, or to now. */
function ageOf({ startedAt, isOver, phases }: BootSession, now: number): number {
  const last = phases.find(({ phase }) => phase === "hashing" || phase === "closed") ?? phases.at(-1);
  const end = isOver ? (last?.startedAt ?? now) : now;
  return Math.max(0, end - startedAt);
}

function sessionRow(session: BootSession, now: number): UvmRow {
  const { planned, state, kind, startedAt, isOver } = session;
  const isolation = shortIsolations[planned.isolation] ?? planned.isolation;
  const text = kind === "rehearsal" ? `rehearsal ${stateTexts[state]}` : stateTexts[state];
  const parts = [text, lengthText(ageOf(session, now)), isolation];
  const icon = kind === "rehearsal" && state === "ended" ? (["beaker"] as const) : stateIcons[state];
  return {
    label: planned.name,
    description: parts.filter((part) => part !== "").join(" · "),
    tooltip: `${kind === "rehearsal" ? "Rehearsal: no VM is made.\n" : ""}${session.id}\n${planned.summary}\nStarted ${new Date(startedAt).toLocaleString()}`,
    icon,
    context: `uvm-${isOver ? "over" : state}${kind === "rehearsal" ? "-rehearsal" : ""}`,
    isOpen: !isOver,
  };
}

/** How a node looks. `now` in milliseconds since 1970. */
export function rowOf(node: UvmNode, now: number): UvmRow {
  switch (node.kind) {
    case "session":
      return sessionRow(node.session, now);
    case "line": {
      const { label, detail, tooltip, icon } = node;
      return { label, description: detail, tooltip, icon, context: "line", isOpen: undefined };
    }
    case "phases":
      return {
        label: "Phases",
        description: lengthText(ageOf(node.session, now)),
        tooltip: "What the run went through, with times.",
        icon: ["history"],
        context: "phases",
        isOpen: false,
      };
    case "others":
      return {
        label: "Other compute systems",
        description: String(node.systems.length),
        tooltip: "VMs and containers of others on this host; they are only listed.",
        icon: ["server"],
        context: "others",
        isOpen: false,
      };
    case "system": {
      const { id, owner, state, systemType, runtimeId } = node.system;
      return {
        label: id,
        description: [state, owner].filter((part) => part !== "").join(" · "),
        tooltip: [systemType, runtimeId].filter((part) => part !== "").join("\n"),
        icon: ["vm-outline"],
        context: "system",
        isOpen: undefined,
      };
    }
  }
}

const line = (
  label: string,
  detail: string,
  icon: UvmRow["icon"],
  tooltip = `${label}: ${detail}`,
): Extract<UvmNode, { kind: "line" }> => ({ kind: "line", label, detail, tooltip, icon });

/** "Creating": the view is narrow, and the time belongs to it. */
const shortName = (phase: SessionPhase["phase"]): string => phase.charAt(0).toUpperCase() + phase.slice(1);

function phaseLine({ phase, startedAt, milliseconds }: SessionPhase, icon: UvmRow["icon"], now: number): UvmNode {
  const time = lengthText(milliseconds ?? Math.max(0, now - startedAt));
  return line(shortName(phase), time, icon, `${phaseTexts[phase]}: ${time}`);
}

const failed = ["error", "charts.red"] as const;
const doubtful = ["warning", "charts.yellow"] as const;

/** The phases of a run with their times; the one in which it failed is marked. */
function phaseLines({ phases, result, isOver, isHashing }: BootSession, now: number): readonly UvmNode[] {
  return phases
    .filter(({ phase }) => phase !== "closed")
    .map((each) => {
      const isPresent = each.milliseconds === undefined && (!isOver || isHashing);
      const present = [each.phase === "running" ? "play" : "loading~spin"] as const;
      return phaseLine(each, each.phase === result?.failure?.phase ? failed : isPresent ? present : ["check"], now);
    });
}

/** The name of a preserved file without the VM's identifier, which the run has above. */
function ownName(file: string, id: string): string {
  const name = file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
  return name.startsWith(`${id}_`) ? name.slice(id.length + 1) : name;
}

/** The rows below a run that is over: why it failed, what was kept, and what it went through. */
function endLines(session: BootSession, { failure, preserved, problems, recordFile }: RunResult): readonly UvmNode[] {
  const record = recordFile === "" ? {} : { shows: { what: "record", session } as const };
  const cause = failure && withoutDecision(failure.message);
  const told = failure && `Failed while ${phaseInSentence(failure.phase)}.\n${cause}`;
  return [
    ...(cause === undefined ? [] : [{ ...line(cause, "", failed, told), ...record }]),
    ...preserved.map(({ to, size, error, sha256, sha256Reason = "" }) => {
      const name = ownName(to, session.id);
      if (error !== undefined)
        return { ...line(name, error, doubtful, `${to} was not preserved: ${error}`), ...record };
      const hashing = session.hashing?.to === to ? ` · hashing ${session.hashing.percent} %` : "";
      const detail = `preserved · ${sizeText(size ?? 0)}${hashing}`;
      const kept = line(name, detail, ["save"], `${to}\nSHA-256: ${sha256 ?? sha256Reason}`);
      return { ...kept, shows: { what: "folder", session } as const };
    }),
    ...problems.map((problem) => ({ ...line(problem, "", doubtful, problem), ...record })),
    { kind: "phases", session },
  ];
}

/** The nodes below a node. */
export function childrenOf(node: UvmNode, now: number): readonly UvmNode[] {
  if (node.kind === "session") {
    const { session } = node;
    return session.result === undefined ? phaseLines(session, now) : endLines(session, session.result);
  }
  if (node.kind === "phases") return phaseLines(node.session, now);
  return node.kind === "others" ? node.systems.map((system) => ({ kind: "system", system })) : [];
}

/** The top of the view: our runs, then what is not ours. */
export function topNodes(sessions: readonly BootSession[], systems: readonly HostSystem[]): readonly UvmNode[] {
  const ours = new Set(sessions.map(({ id }) => id));
  const others = systems.filter(({ id }) => !ours.has(id));
  return [
    ...sessions.map((session): UvmNode => ({ kind: "session", session })),
    ...(others.length === 0 ? [] : [{ kind: "others", systems: others } satisfies UvmNode]),
  ];
}
