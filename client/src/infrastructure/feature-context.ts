import type { ExtensionContext, LogOutputChannel } from "vscode";
import type { ErrorBoundary } from "./error-boundary.ts";

/** What the composition root hands to every feature. */
export interface FeatureContext {
  readonly extension: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly boundary: ErrorBoundary;
}
