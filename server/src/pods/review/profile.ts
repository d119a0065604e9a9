import type { Severity } from "../finding.ts";
import type { Target } from "../target.ts";

/** What somebody wants a file to be reviewed against. Compared by identity: keep one object as long as nothing changes. */
export interface ReviewProfile {
  readonly target: Target;
  /** Severity by rule code, over the rule's own; `off` hides its findings. */
  readonly severities: ReadonlyMap<string, Severity | "off">;
}
