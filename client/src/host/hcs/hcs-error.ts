import { decodeHresult, nameHresult } from "./hresult.ts";
import { type ResultError, readResultError } from "./result-document.ts";

/** A call of HCS that failed. The message names the call, the service's own words, and what to do. */
export class HcsError extends Error {
  override readonly name = "HcsError";
  readonly code = "hcs-failed";
  /** The exported function. */
  readonly call: string;
  /** Unsigned. */
  readonly hresult: number;
  readonly result: ResultError | undefined;

  constructor(call: string, hresult: number, document?: string, about = "") {
    const result = readResultError(document);
    const fact = decodeHresult(hresult);
    const told = result?.message || fact?.meaning || "It failed.";
    const events = result?.events.map(({ message }) => message).filter((message) => message !== "" && message !== told);
    super(
      [
        `${call}${about === "" ? "" : ` for ${about}`}: ${nameHresult(hresult)}.`,
        told,
        ...(events ?? []),
        ...(fact === undefined ? [] : [fact.advice]),
      ].join(" "),
    );
    this.call = call;
    this.hresult = hresult >>> 0;
    this.result = result;
  }
}
