import { HostClient } from "../../../../client/src/boot/host-process/host-client.ts";
import type { HostLink } from "../../../../client/src/boot/host-process/host-link.ts";
import { BootSession, type SessionKind } from "../../../../client/src/boot/session/boot-session.ts";
import type { BootPhase, HostEvent, RunResult } from "../../../../server/src/protocol.ts";
import { sampleRequest } from "../host/sample-request.ts";
import { sampleBoot } from "./sample-boot.ts";

/** When the runs of {@link toldSession} began, milliseconds since 1970. */
export const began = Date.parse("2026-01-02T03:04:05Z");

/** A run of which a host has told these phases, a second each, its end, and what came after that. */
export function toldSession(
  phases: readonly BootPhase[],
  result?: RunResult,
  kind: SessionKind = "boot",
  later: readonly HostEvent[] = [],
): BootSession {
  let tell: (message: unknown) => void = () => undefined;
  const link: HostLink = {
    isOpen: true,
    outlivesWindow: false,
    receive: (listener) => {
      tell = listener;
    },
    closed: new Promise(() => undefined),
    send: () => undefined,
    close: () => undefined,
  };
  const subject = { kind, planned: sampleBoot(sampleRequest), request: sampleRequest, startedAt: began };
  const session = new BootSession(new HostClient(link), subject);
  const events: readonly HostEvent[] = phases.map((phase, index) => ({
    type: "phase",
    phase,
    at: new Date(began + index * 1000).toISOString(),
  }));
  for (const event of events) tell(event);
  if (result !== undefined) tell({ type: "ended", result } satisfies HostEvent);
  for (const event of later) tell(event);
  return session;
}
