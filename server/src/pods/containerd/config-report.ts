import type { Finding, Severity } from "../finding.ts";
import type { Span } from "../yaml/span.ts";

/** Codes of what is wrong with a containerd configuration itself. They are no rules: there is nothing to configure. */
export type ConfigCode =
  | "containerd-not-read"
  | "containerd-table-ignored"
  | "containerd-pattern-malformed"
  | "containerd-option-unknown"
  | "containerd-option-unread"
  | "containerd-option-type"
  | "containerd-isolation-refused"
  | "containerd-platform-unknown"
  | "containerd-memory-below-floor";

/** A finding of the configuration, without a fix. */
export const configFinding = (code: ConfigCode, severity: Severity, span: Span, message: string): Finding => ({
  code,
  severity,
  message,
  span,
  key: null,
  related: [],
  tags: [],
  fixes: () => [],
});
