import type { Finding } from "../finding.ts";
import { assumeTarget } from "../handlers/assume.ts";
import type { AnnotationSet } from "../manifest/annotation-set.ts";
import type { ManifestDocument } from "../pod-file.ts";
import type { Target } from "../target.ts";
import { allRules } from "./all-rules.ts";
import { ruleByCode } from "./explain.ts";
import type { Report, Rule, RuleFacts } from "./rule.ts";
import { createContext } from "./support/context.ts";
import { isMeantForUs } from "./support/ours.ts";
import { RuleIndex } from "./support/rule-index.ts";
import { applyDirectives } from "./suppression/apply.ts";
import { type Directive, directiveMarker, parseDirective } from "./suppression/directive.ts";

interface Checked {
  readonly target: Target;
  readonly findings: readonly Finding[];
}

const index = new RuleIndex(allRules);
const checked = new WeakMap<ManifestDocument, Checked>();
const nothing: readonly Finding[] = [];

/**
 * What is wrong with a document's annotations when hcsshim reads them under this target, by place and then by code; spans
 * are relative to the document. Its suppression comments are applied, those of the file's head are not (`fileSuppressions`).
 * The same array (===) for the same document and target.
 */
export function checkDocument(document: ManifestDocument, target: Target): readonly Finding[] {
  const known = checked.get(document);
  if (known?.target === target) return known.findings;
  const findings = findAll(document, target);
  checked.set(document, { target, findings });
  return findings;
}

function findAll(document: ManifestDocument, target: Target): readonly Finding[] {
  if (!document.mentionsAnnotations) return nothing;
  const sets = document.sets.filter(isForHcsshim);
  if (sets.length === 0) return nothing;
  const found = sets.flatMap((set) => checkSet(set, target, document.text));
  const directives = document.text.includes(directiveMarker) ? directivesOf(document) : [];
  const left =
    directives.length === 0
      ? found
      : applyDirectives(document.text, found, directives, (code) => ruleByCode(code) !== undefined);
  return [...left].sort(inOrder);
}

/** The keys of containerd's CRI stand in every runtime's specs, and tell nothing by themselves. */
const isForHcsshim = ({ annotations, facts }: AnnotationSet): boolean =>
  annotations.some(
    ({ key }) => isMeantForUs(key) && !(facts.otherRuntime === true && key.startsWith("io.kubernetes.")),
  );

/** What is wrong with one annotations map, in the order of the rules; suppressions are not applied. */
export function checkSet(set: AnnotationSet, target: Target, text: string): readonly Finding[] {
  const context = createContext(assumeTarget(set, target), target, text);
  const findings: Finding[] = [];
  const rules = index.rulesFor(set);
  let asked: Rule | undefined;
  const tell = (report: Report): void => {
    if (asked !== undefined) findings.push(toFinding(asked, report));
  };
  for (asked of rules) asked.check(context, tell);
  return findings;
}

const noRelated: Finding["related"] = [];
const noTags: Finding["tags"] = [];
const noFixes: Finding["fixes"] = () => [];

/** What a rule reports, as the finding that its reader sees. */
export const toFinding = (rule: RuleFacts, report: Report): Finding => ({
  code: rule.code,
  severity: report.severity ?? rule.severity,
  message: report.message,
  span: report.span,
  key: report.key,
  related: report.related ?? noRelated,
  tags: report.tags ?? noTags,
  fixes: report.fixes ?? noFixes,
});

function directivesOf(document: ManifestDocument): readonly Directive[] {
  return document.comments.flatMap(({ span }) => {
    const directive = parseDirective(document.text.slice(span.start, span.end), span.start);
    return directive === undefined ? [] : [directive];
  });
}

const inOrder = (a: Finding, b: Finding): number =>
  a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
