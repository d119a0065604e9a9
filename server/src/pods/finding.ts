import type { Span } from "./yaml/span.ts";

/** **error**: refused, or the guest fails. **warning**: silently ignored or replaced. Below that **information**, **hint**. */
export type Severity = "error" | "warning" | "information" | "hint";

/** What a rule may be set to. */
export const ruleLevels = ["error", "warning", "information", "hint", "off"] as const satisfies readonly (
  | Severity
  | "off"
)[];

/** One replacement in the manifest document's text. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** A way to mend a finding. */
export interface Fix {
  /** Imperative, as a menu shows it: "Write 'true'". */
  readonly title: string;
  /** True where there is one obvious right answer: it is the preferred quick fix, and fix-all applies it. */
  readonly preferred: boolean;
  readonly edits: readonly TextEdit[];
}

/** Another place that explains a finding: the other half of a pair, the value that wins. */
export interface RelatedPlace {
  readonly span: Span;
  readonly message: string;
}

/** One thing that is wrong with an annotation set, at its exact place. */
export interface Finding {
  /** Stable rule code in kebab-case, e.g. `debug-needs-policy`. */
  readonly code: string;
  readonly severity: Severity;
  /** One or two sentences: what hcsshim does, and what to write instead. */
  readonly message: string;
  readonly span: Span;
  /** The annotation key it is about; null where it is about the whole map. */
  readonly key: string | null;
  readonly related: readonly RelatedPlace[];
  readonly tags: readonly ("deprecated" | "unnecessary")[];
  /** Built when somebody asks: most findings are only shown. */
  readonly fixes: () => readonly Fix[];
}
