import type { HostSystem } from "../../../../server/src/protocol.ts";
import type { BootSession } from "../session/boot-session.ts";
import { phaseTexts, type SessionPhase, type SessionState } from "../session/session-state.ts";

/** What the view of UVMs shows: our runs, and what else HCS has. */
export type UvmNode =
  | { readonly kind: "session"; readonly session: BootSession }
  | {
      readonly kind: "line";
      readonly label: string;
      readonly detail: string;
      readonly tooltip: string;
      readonly icon: string;
    }
  | { readonly kind: "others"; readonly systems: readonly HostSystem[] }
  | { readonly kind: "system"; readonly system: HostSystem };

/** A row, without VS Code. */
export interface UvmRow {
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** A codicon, with its colour where it has one. */
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

function sessionRow(session: BootSession, now: number): UvmRow {
  const { planned, state, kind, startedAt, isOver, phases } = session;
  const isolation = shortIsolations[planned.isolation] ?? planned.isolation;
  const end = isOver ? (phases.at(-1)?.startedAt ?? now) : now;
  const what = kind === "rehearsal" ? "rehearsal" : isolation;
  const parts = [stateTexts[state], what, lengthText(Math.max(0, end - startedAt))];
  return {
    label: planned.name,
    description: parts.filter((part) => part !== "").join(" · "),
    tooltip: `${session.id}\n${planned.summary}\nStarted ${new Date(startedAt).toLocaleString()}`,
    icon: stateIcons[state],
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
      return { label, description: detail, tooltip, icon: [icon], context: "line", isOpen: undefined };
    }
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

const line = (label: string, detail: string, icon: string, tooltip = `${label}: ${detail}`): UvmNode => ({
  kind: "line",
  label,
  detail,
  tooltip,
  icon,
});

/** "Creating": the view is narrow, and the time belongs to it. */
const shortName = (phase: SessionPhase["phase"]): string => phase.charAt(0).toUpperCase() + phase.slice(1);

function phaseLine({ phase, startedAt, milliseconds }: SessionPhase, icon: string, now: number): UvmNode {
  const time = lengthText(milliseconds ?? Math.max(0, now - startedAt));
  return line(shortName(phase), time, icon, `${phaseTexts[phase]}: ${time}`);
}

/** The rows below a run: its phases with their times, why it failed, and what was kept. */
function sessionLines({ phases, result, isOver }: BootSession, now: number): readonly UvmNode[] {
  const failedIn = result?.failure?.phase;
  const passed = phases
    .filter(({ phase }) => phase !== "closed")
    .map((each) => {
      const isPresent = each.milliseconds === undefined && !isOver;
      const present = each.phase === "running" ? "play" : "loading~spin";
      return phaseLine(each, each.phase === failedIn ? "error" : isPresent ? present : "check", now);
    });
  if (result === undefined) return passed;
  const { failure, preserved, problems } = result;
  return [
    ...passed,
    ...(failure === undefined ? [] : [line("Failure", failure.message, "error")]),
    ...preserved.map(({ to, error }) =>
      line(error === undefined ? "Kept" : "Not kept", error ?? to, error === undefined ? "save" : "warning"),
    ),
    ...problems.map((problem) => line("Problem", problem, "warning")),
  ];
}

/** The nodes below a node. */
export function childrenOf(node: UvmNode, now: number): readonly UvmNode[] {
  if (node.kind === "session") return sessionLines(node.session, now);
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
