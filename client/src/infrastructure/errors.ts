import { property } from "./unknown.ts";

/** A button under an error message: its label and what it does. */
export interface ErrorAction {
  readonly title: string;
  readonly run: () => unknown;
}

/**
 * A failure that the user can do something about. The message is one or two sentences that say what went wrong and
 * what to do next; the code is stable and can be searched for.
 */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly code: string;
  readonly actions: readonly ErrorAction[];

  constructor(
    code: string,
    message: string,
    options: ErrorOptions & { readonly actions?: readonly ErrorAction[] } = {},
  ) {
    super(message, options);
    this.code = code;
    this.actions = options.actions ?? [];
  }
}

/** Whether an error only says that the user, or a newer request, cancelled: vscode, LSP and DOM name it differently. */
export function isCancellation(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const cancelled = ["Canceled", "CancellationError", "AbortError"];
  // LSP's code RequestCancelled: the words beside it are the server's.
  return cancelled.includes(error.name) || cancelled.includes(error.message) || property(error, "code") === -32800;
}

/** What users read of an error of theirs. */
export const textOf = ({ message, code }: UserError): string => `${message} (${code})`;

/** An error with its causes, outermost first, as the log shows it; where in our code a user's own error came up tells nothing. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error instanceof UserError ? textOf(error) : (error.stack ?? String(error));
  return error.cause === undefined ? own : `${own}\nCaused by: ${describeError(error.cause)}`;
}
