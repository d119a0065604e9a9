import type { BootPhase, RunFailure } from "../../../../server/src/protocol.ts";
import { codeOf, messageOf } from "../errors.ts";
import { GuestError } from "../gcs/response.ts";
import { HcsError } from "../hcs/hcs-error.ts";
import { decodeHresult, formatHresult, nameHresult } from "../hcs/hresult.ts";
import type { ExitStatus } from "../hcs/result-document.ts";
import { TimeoutError } from "../wait.ts";

/** The VM ended while something else was waited for. */
export class VmExitedError extends Error {
  override readonly name = "VmExitedError";
  readonly code = "vm-exited";
  readonly hresult: number | undefined;

  constructor({ status, exitType }: ExitStatus, crash: string | undefined) {
    const told = status === undefined ? "" : ` with ${nameHresult(status)}`;
    const crashed = crash === undefined ? "" : ` The guest reported a crash: ${crash}.`;
    super(
      `The VM ended by itself (${exitType})${told}.${crashed} Read the console log, and the guest's disks, which debug mode keeps.`,
    );
    this.hresult = status;
  }
}

/** A boot that cannot begin. */
export class PlanError extends Error {
  override readonly name = "PlanError";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const hresultOf = (error: unknown): number | undefined =>
  error instanceof HcsError || error instanceof GuestError || error instanceof VmExitedError
    ? error.hresult
    : undefined;

/** What to do about something that did not happen in its time. */
function adviceOnTimeout(phase: BootPhase): string {
  switch (phase) {
    case "accepting":
      return "The guest did not come up: read the console log, and the guest's disks, which debug mode keeps. A slow host needs a longer confidentialPods.boot.connectionTimeout.";
    case "negotiating":
    case "configuring":
    case "policy":
    case "logs":
      return "The guest has connected but does not answer: read the console log, and use boot files and an hcsshim release that belong together.";
    default:
      return "The Host Compute Service does not answer: restart the service vmcompute, or Windows.";
  }
}

/** What the guest's two most asked-about refusals mean. */
function explain(error: unknown, phase: BootPhase): string {
  if (error instanceof TimeoutError) return `${error.message} ${adviceOnTimeout(phase)}`;
  if (!(error instanceof GuestError)) return messageOf(error);
  if (phase === "policy") {
    return `${error.message}. The guest rejected the security policy: compare it with the launch data, and look for members that this guest's release does not know.`;
  }
  if (phase === "logs") {
    return `${error.message}. The security policy has to allow the log providers (rule log_provider); or switch log forwarding off.`;
  }
  return `${error.message}. ${decodeHresult(error.hresult)?.advice ?? ""}`.trim();
}

/** An error as the user and the record get it. */
export function describeFailure(error: unknown, phase: BootPhase): RunFailure {
  const hresult = hresultOf(error);
  const name = hresult === undefined ? undefined : decodeHresult(hresult)?.name;
  return {
    code: codeOf(error) ?? "unexpected",
    message: explain(error, phase),
    phase,
    ...(hresult === undefined ? {} : { hresult: formatHresult(hresult) }),
    ...(name === undefined ? {} : { hresultName: name }),
  };
}
