/**
 * What the client and the server say to each other beyond the Language Server Protocol.
 * The client imports this file for its types only.
 */

import type { Severity } from "./pods/finding.ts";
import type { Isolation, Platform } from "./pods/manifest/annotation-set.ts";
import type { HcsshimVersion } from "./pods/target.ts";

/** `initializationOptions` of the `initialize` request. Everything is optional: another editor sends nothing. */
export interface InitializationOptions {
  /**
   * URI scheme that opens this editor (`vscode`, `vscode-insiders`, `code-oss`, …). With it every diagnostic links to
   * `<scheme>://confidential-pods.confidential-pods/rules/<code>`; without it diagnostics carry no link.
   */
  readonly uriScheme?: string;
}

/** Level of a rule in the settings. */
export type RuleLevel = Severity | "off";

/**
 * The section `confidentialPods` of the settings, as `workspace/configuration` returns it and
 * `workspace/didChangeConfiguration` pushes it. What is absent or of another type means the default.
 */
export interface ClientSettings {
  readonly validate?: { readonly enable?: boolean };
  readonly target?: {
    readonly hcsshim?: HcsshimVersion;
    readonly platform?: Platform;
    readonly isolation?: Isolation;
    /** Logical processors of the host; null: unknown. */
    readonly hostProcessors?: number | null;
    readonly shimDirectory?: string;
    readonly windowsBuild?: number;
  };
  /** containerd's `pod_annotations` patterns by runtime handler; a handler that is given replaces its built-in list. */
  readonly containerd?: { readonly podAnnotations?: { readonly [handler: string]: readonly string[] } };
  /** Level by rule code. */
  readonly rules?: { readonly [code: string]: RuleLevel };
}
