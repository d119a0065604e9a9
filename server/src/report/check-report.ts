import type { Severity } from "../pods/finding.ts";

/** A place in a text: zero-based line, zero-based character in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

/** From `start` up to, not including, `end`. */
export interface PlaceRange {
  readonly start: Place;
  readonly end: Place;
}

/** Another place of the same file that explains a finding. */
export interface ReportedRelated {
  readonly message: string;
  readonly range: PlaceRange;
}

/** A finding as all report formats see it. */
export interface ReportedFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** The annotation key it is about; null where it is about a whole map or file. */
  readonly key: string | null;
  readonly range: PlaceRange;
  readonly related: readonly ReportedRelated[];
  /** Whether `--fix` can mend it, or an editor offers a way to. */
  readonly fixable: boolean;
}

/** One file that was read; `file` is its name as given or found, with forward slashes. */
export interface ReportedFile {
  readonly file: string;
  readonly findings: readonly ReportedFinding[];
}

/** A whole run of `check`, files in order of their names. */
export interface CheckReport {
  readonly files: readonly ReportedFile[];
  readonly summary: Summary;
}

/** Numbers of a run. */
export interface Summary {
  readonly files: number;
  readonly filesWithFindings: number;
  readonly errors: number;
  readonly warnings: number;
  readonly informations: number;
  readonly hints: number;
  readonly fixable: number;
  /** Files that `--fix` has written. */
  readonly fixed: number;
}

/** Counts what was found. */
export function summarize(files: readonly ReportedFile[], fixed: number): Summary {
  const findings = files.flatMap((file) => file.findings);
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  return {
    files: files.length,
    filesWithFindings: files.filter((file) => file.findings.length > 0).length,
    errors: count("error"),
    warnings: count("warning"),
    informations: count("information"),
    hints: count("hint"),
    fixable: findings.filter(({ fixable }) => fixable).length,
    fixed,
  };
}
