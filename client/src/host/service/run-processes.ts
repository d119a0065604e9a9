import type { HostEvent, TerminalSize } from "../../../../server/src/protocol.ts";
import { PlanError } from "../flow/failure.ts";
import type { VmSession } from "../flow/vm-session.ts";
import { GuestProcess } from "../gcs/guest-process.ts";
import type { Limit } from "../wait.ts";

type Send = (event: HostEvent) => Promise<void>;

/** Processes at a time in one VM. */
const maximumProcesses = 64;

/** The process that a client knows by that number. @throws {PlanError} */
export function processOf(session: VmSession, number: number): GuestProcess {
  const process = session.processes.get(number);
  if (process === undefined) throw new PlanError("no-process", "This process has ended.");
  return process;
}

/** Hands output on as fast as the client takes it: the guest waits when the client does not. */
async function relay(process: GuestProcess, number: number, stream: "stdout" | "stderr", send: Send): Promise<void> {
  for await (const chunk of process.streams[stream] ?? []) {
    if (Buffer.isBuffer(chunk)) await send({ type: "output", process: number, stream, data: chunk.toString("base64") });
  }
}

async function follow(session: VmSession, process: GuestProcess, number: number, send: Send): Promise<void> {
  const output = Promise.allSettled([relay(process, number, "stdout", send), relay(process, number, "stderr", send)]);
  try {
    const code = await process.exited;
    await output;
    await send({ type: "exit", process: number, code, error: null });
  } catch (error) {
    const told = error instanceof Error ? error.message : "unknown";
    await send({ type: "exit", process: number, code: null, error: told });
  } finally {
    process.close();
    session.processes.delete(number);
  }
}

/** Starts a process in the VM; its output and end come as events. Returns its id in the guest. */
export async function startProcess(
  session: VmSession,
  number: number,
  args: readonly string[],
  terminal: TerminalSize | null,
  limit: Limit,
  send: Send,
): Promise<number> {
  const { bridge, ports, guestSystem: system } = session;
  if (bridge === undefined || ports === undefined) throw new PlanError("not-ready", "The guest is not ready.");
  if (session.processes.has(number)) throw new PlanError("process-exists", "There is a process of this number.");
  if (session.processes.size >= maximumProcesses) {
    throw new PlanError("too-many-processes", "Too many processes run in this VM: close some of its terminals.");
  }
  const process = await GuestProcess.start({ bridge, ports, system }, args, terminal ?? undefined, limit);
  session.processes.set(number, process);
  void follow(session, process, number, send);
  return process.id;
}
