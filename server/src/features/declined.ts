import type { CancellationToken } from "vscode-languageserver/node";

/** A request that is not answered, and no failure: the client gave it up, or the text has moved on meanwhile. */
export class Declined extends Error {
  override readonly name = "Declined";
  /** `cancelled` by the client; `outdated`: the client should ask again (LSP `ServerCancelled`). */
  readonly reason: "cancelled" | "outdated";

  constructor(token: CancellationToken) {
    const reason = token.isCancellationRequested ? "cancelled" : "outdated";
    super(reason === "cancelled" ? "cancelled" : "the document has changed");
    this.reason = reason;
  }
}

/** Whether an error is one. By its name: the server's bundles, which read each other late, have a class each. */
export const isDeclined = (error: unknown): error is Declined => error instanceof Error && error.name === "Declined";
