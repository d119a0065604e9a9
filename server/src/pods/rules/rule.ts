import type { AnnotationFact } from "../annotations/annotation-fact.ts";
import type { Finding, Fix, RelatedPlace, Severity } from "../finding.ts";
import type { Annotation, AnnotationSet } from "../manifest/annotation-set.ts";
import type { Target } from "../target.ts";
import type { ResolvedSandbox } from "../uvm/resolved.ts";
import type { Span } from "../yaml/span.ts";

/** What a rule looks at: one annotations map, its surroundings, and what hcsshim makes of it. */
export interface RuleContext {
  readonly set: AnnotationSet;
  readonly target: Target;
  /** The annotations of the map whose keys hcsshim declares, in source order. */
  readonly known: readonly KnownAnnotation[];
  /** The last annotation with this key (the one that counts), if its value is known. */
  get(key: string): Annotation | undefined;
  /** Whether some key stands in the map more than once. */
  readonly repeatsKeys: boolean;
  /** Whether the key is there at all: also where its value is a template expression or is still being typed. */
  has(key: string): boolean;
  /**
   * The key is written, or what the map does not show (template expressions, merge keys) may hold it, or the runtime handler's
   * options add it.
   */
  mayHave(key: string): boolean;
  /**
   * What the shim resolves the sandbox to; undefined for a container, a misplaced map and a process-isolated pod.
   * Unknown values are taken as harmless, and what would depend on one of them is left out.
   */
  readonly resolved: ResolvedSandbox | undefined;
  /** Text of the manifest document, for fixes. */
  readonly text: string;
  /**
   * The same as sandbox rules see it: without the keys that the target's hcsshim does not read (a pair of which that release
   * knows neither half is no pair), and without the values that are no texts. Keys that are not in the table stay.
   */
  readonly asRead: RuleContext;
}

/** An annotation whose key hcsshim declares. */
export interface KnownAnnotation {
  readonly annotation: Annotation;
  readonly fact: AnnotationFact;
}

/** What a check reports; code and severity come from the rule. */
export interface Report {
  readonly message: string;
  /** Usually the annotation's value; its key where the key is wrong. */
  readonly span: Span;
  readonly key: string | null;
  readonly severity?: Severity;
  readonly related?: readonly RelatedPlace[];
  readonly tags?: Finding["tags"];
  readonly fixes?: () => readonly Fix[];
}

/** A bad and a good example; `language` where they are neither YAML nor JSON, `target` where they show their point only under another one than the default. */
export interface Examples {
  readonly bad: string;
  readonly good: string;
  readonly target?: Partial<Target>;
  readonly language?: "toml";
}

/** What is told of a rule; it stands once, and settings, `explain` and the docs page are generated from it. */
export interface RuleFacts {
  /** kebab-case, stable for ever. */
  readonly code: string;
  /** Sentence fragment for lists: "Debug mode without a security policy". */
  readonly title: string;
  /** Default severity. */
  readonly severity: Severity;
  /** Markdown for the rule's page: what hcsshim does, why, what to write, and the hcsshim function it comes from. */
  readonly help: string;
  /**
   * A minimal bad and good example, annotations only, as YAML lines; both are run by a test.
   * A whole document where the rule needs its surroundings (it begins with `kind:` or `{`).
   */
  readonly examples: Examples;
}

/** A rule about an annotations map. */
export interface Rule extends RuleFacts {
  /**
   * Keys without all of which the rule has nothing to say, so that it need not look: their list (a family by its prefix), or
   * what tells them by the key alone. Absent where it looks at every map.
   */
  readonly about?: readonly string[] | ((key: string) => boolean);
  /** Tells what is wrong, in whatever order. */
  readonly check: (context: RuleContext, tell: (report: Report) => void) => void;
}
