import { describeError, type ErrorAction, isCancellation, textOf, UserError } from "./errors.ts";

/** The little that the boundary needs of VS Code; tests give their own. */
export interface ErrorSurface {
  /** Shows the message with its buttons; resolves to the title of the one that was pressed. */
  showErrorMessage(message: string, ...titles: string[]): PromiseLike<string | undefined>;
  logError(message: string): void;
  readonly showLog: ErrorAction;
}

/** Wraps work so that its failure is logged and shown in one place and never reaches VS Code. */
export type ErrorBoundary = <T>(what: string, task: () => T | PromiseLike<T>) => Promise<T | undefined>;

/**
 * Makes the one place where errors become visible. A cancellation is silent. A `UserError` is shown with its code and
 * actions; anything else is a defect of ours: it is shown with the way to the log, where the stack is.
 */
export function createErrorBoundary(surface: ErrorSurface): ErrorBoundary {
  return async (what, task) => {
    try {
      return await task();
    } catch (error) {
      if (isCancellation(error)) return undefined;
      surface.logError(`${what}: ${describeError(error)}`);
      // Not awaited: a message stays until the user closes it, and the caller must not wait for that.
      void present(surface, what, error);
      return undefined;
    }
  };
}

/** Buttons of a message whose titles are not cut. */
const mostButtons = 3;

async function present(surface: ErrorSurface, what: string, error: unknown): Promise<void> {
  const [text, actions] =
    error instanceof UserError
      ? [textOf(error), [...error.actions, surface.showLog].slice(0, mostButtons)]
      : [`${what} failed: ${error instanceof Error ? error.message : String(error)}`, [surface.showLog]];
  const pressed = await surface.showErrorMessage(text, ...actions.map((action) => action.title));
  try {
    await actions.find((action) => action.title === pressed)?.run();
  } catch (failure) {
    surface.logError(`${pressed}: ${describeError(failure)}`);
  }
}
