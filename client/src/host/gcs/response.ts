import { parseJson } from "../../infrastructure/unknown.ts";
import { hresults, isFailure, isHresult, nameHresult } from "../hcs/hresult.ts";
import { integerMember, isJsonObject, isTrue, member, textMember } from "../json.ts";
import { maximumFrameSize } from "./frame.ts";
import type { Procedure } from "./message-types.ts";

/** A request that the guest answered with a failure. */
export class GuestError extends Error {
  override readonly name = "GuestError";
  readonly code = "guest-refused";
  readonly procedure: Procedure;
  readonly hresult: number;
  /** The guest's own words; "" when it has none. */
  readonly guestMessage: string;

  constructor(procedure: Procedure, hresult: number, guestMessage: string) {
    super(`The guest refused ${procedure}: ${guestMessage === "" ? nameHresult(hresult) : guestMessage}`);
    this.procedure = procedure;
    this.hresult = hresult;
    this.guestMessage = guestMessage;
  }
}

/** An answer's JSON; `result` 0 is success. */
export interface GuestResponse {
  readonly result: number;
  readonly errorMessage: string;
  readonly body: unknown;
}

/** Reads an answer's base members; undefined when the text is no JSON object. */
export function readResponse(payload: Buffer): GuestResponse | undefined {
  const body = parseJson(payload.toString("utf8"));
  if (!isJsonObject(body)) return undefined;
  return {
    result: integerMember(body, "Result") ?? 0,
    errorMessage: textMember(body, "ErrorMessage", maximumFrameSize) ?? "",
    body,
  };
}

/** The answer's JSON. @throws {GuestError} when it tells of a failure. */
export function successOf(procedure: Procedure, response: GuestResponse): unknown {
  if (isFailure(response.result)) throw new GuestError(procedure, response.result, response.errorMessage);
  return response.body;
}

/** Whose rules a guest's requests follow. As in hcsshim, whatever is not Windows counts as Linux. */
export type GuestSystem = "windows" | "linux";

/** What a guest says that it can do. */
export interface GuestCapabilities {
  readonly version: number;
  readonly sendCreate: boolean;
  readonly sendStart: boolean;
  readonly logForwarding: boolean;
  readonly operatingSystem: GuestSystem;
}

/** Reads the answer of NegotiateProtocol; undefined when the guest does not tell its capabilities, which hcsshim refuses. */
export function readCapabilities(body: unknown): GuestCapabilities | undefined {
  const capabilities = member(body, "Capabilities");
  const guest = member(capabilities, "GuestDefinedCapabilities");
  if (!isJsonObject(capabilities) || !isJsonObject(guest)) return undefined;
  const system = (textMember(capabilities, "RuntimeOsType", 64) ?? "").toLowerCase() || "windows";
  return {
    version: integerMember(body, "Version") ?? 0,
    sendCreate: isTrue(capabilities, "SendHostCreateMessage"),
    sendStart: isTrue(capabilities, "SendHostStartMessage"),
    logForwarding: isTrue(guest, "LogForwardingSupported"),
    operatingSystem: system === "windows" ? "windows" : "linux",
  };
}

/** The exit code in the answer of WaitForProcess; a process that is not known any more has ended. */
export function exitCodeOf(response: GuestResponse): number {
  if (isFailure(response.result) && !isHresult(response.result, hresults.elementNotFound)) {
    throw new GuestError("WaitForProcess", response.result, response.errorMessage);
  }
  return (integerMember(response.body, "ExitCode") ?? 0) >>> 0;
}
