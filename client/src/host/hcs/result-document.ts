import { parseJson } from "../../infrastructure/unknown.ts";
import { integerMember, member, textMember } from "../json.ts";

/** A `ResultError` document of HCS; what it leaves out is "" or undefined. */
export interface ResultError {
  readonly error: number | undefined;
  readonly message: string;
  readonly events: readonly { readonly message: string; readonly source: string }[];
}

/** Documents beyond these bounds are cut: they go into a record and in front of a person. */
const limits = { document: 0x100000, text: 4096, events: 16 } as const;

/** Reads a failed operation's document; undefined where there is none or it is no JSON. */
export function readResultError(document: string | undefined): ResultError | undefined {
  if (document === undefined || document.length > limits.document) return undefined;
  const value = parseJson(document);
  const message = textMember(value, "ErrorMessage", limits.text);
  const error = integerMember(value, "Error");
  const events = member(value, "ErrorEvents");
  if (message === undefined && error === undefined && !Array.isArray(events)) return undefined;
  return {
    error,
    message: message ?? "",
    events: (Array.isArray(events) ? events : []).slice(0, limits.events).map((event: unknown) => ({
      message: textMember(event, "Message", limits.text) ?? "",
      source: textMember(event, "Source", limits.text) ?? "",
    })),
  };
}

/** How a compute system ended (`SystemExitStatus`). */
export interface ExitStatus {
  /** HRESULT, unsigned; undefined where nobody told it. */
  readonly status: number | undefined;
  /** `GracefulExit`, `ForcedExit`, `UnexpectedExit`, …; "Unknown" where nobody told it. */
  readonly exitType: string;
  readonly document: string | undefined;
}

/** Reads the data of an exit event. */
export function readExitStatus(document: string | undefined): ExitStatus {
  const value = document === undefined ? undefined : parseJson(document);
  const status = integerMember(value, "Status");
  return {
    status: status === undefined ? undefined : status >>> 0,
    exitType: textMember(value, "ExitType", 64) ?? "Unknown",
    document: document?.slice(0, limits.document),
  };
}
