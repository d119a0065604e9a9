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

/** Request `confidentialPods/preview`: a sandbox of an open document, explained. */
export interface PreviewParams {
  readonly uri: string;
  /** Index among the document's sandboxes, from 0, in source order. */
  readonly sandboxIndex: number;
}

/** A read-only text: the options and their sources, the boot plan, and the HCS document. */
export interface PreviewResult {
  /** A sentence instead, where there is no such sandbox. */
  readonly content: string;
  readonly languageId: "jsonc";
}

/**
 * Notification `confidentialPods/previewChanged` of the server: what the last preview of this document said may be
 * out of date. It comes once; asking again renews it.
 */
export interface PreviewChangedParams {
  readonly uri: string;
}
