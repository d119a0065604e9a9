import { Declined } from "./declined.ts";

/** Where a failure that must not end the process is written; the client shows it in its output channel. */
export type FailureLog = (message: string) => void;

/** The one place where an error of a handler ends: it is logged with what was being done, and the handler answers `fallback`. */
export class ErrorBoundary {
  readonly #log: FailureLog;

  constructor(log: FailureLog) {
    this.#log = log;
  }

  run<T>(doing: string, fallback: T, work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.#report(doing, error);
      return fallback;
    }
  }

  async runAsync<T>(doing: string, fallback: T, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Declined) throw error;
      this.#report(doing, error);
      return fallback;
    }
  }

  /** For work that nobody waits for. */
  detach(doing: string, work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#report(doing, error));
  }

  #report(doing: string, error: unknown): void {
    this.#log(`${doing} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}
