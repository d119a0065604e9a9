import { ProgressLocation, window } from "vscode";
import { signalOf } from "./cancellation.ts";
import type { CallOptions } from "./disk-client.ts";

/** Makes a call that may take its time: a message shows how far it is, and stops it. */
export function withProgress<T>(title: string, call: (options: CallOptions) => Promise<T>): Thenable<T> {
  return window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    (progress, token) => {
      let done = 0;
      const onProgress = (fraction: number): void => {
        progress.report({ increment: (fraction - done) * 100, message: `${Math.floor(fraction * 100)} %` });
        done = fraction;
      };
      return call({ signal: signalOf(token), onProgress });
    },
  );
}
