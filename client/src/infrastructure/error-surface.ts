import { type LogOutputChannel, window } from "vscode";
import type { ErrorSurface } from "./error-boundary.ts";

/** VS Code's notifications and our log, as the error boundary wants them. */
export function windowErrorSurface(log: LogOutputChannel): ErrorSurface {
  return {
    showErrorMessage: (message, ...titles) => window.showErrorMessage(message, ...titles),
    logError: (message) => log.error(message),
    showLog: { title: "Show Output", run: () => log.show() },
  };
}
