import { LSPErrorCodes, ResponseError } from "vscode-languageserver/node";
import { isDeclined } from "./declined.ts";

/** Runs a request's work; what it declines becomes the protocol's answer for that. */
export async function answered<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isDeclined(error)) throw error;
    throw error.reason === "cancelled"
      ? new ResponseError(LSPErrorCodes.RequestCancelled, error.message)
      : new ResponseError(LSPErrorCodes.ServerCancelled, error.message, { retriggerRequest: true });
  }
}
