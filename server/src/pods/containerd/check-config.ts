import { parse } from "smol-toml";
import type { Finding, Fix } from "../finding.ts";
import { checkSet, toFinding } from "../rules/check.ts";
import { ruleByCode } from "../rules/explain.ts";
import { applyDirectives } from "../rules/suppression/apply.ts";
import { directiveMarker, parseDirective } from "../rules/suppression/directive.ts";
import type { Target } from "../target.ts";
import type { Span } from "../yaml/span.ts";
import { asContainers, defaultAnnotationSet } from "./default-annotations.ts";
import { type ReadConfig, readContainerdConfig } from "./read-config.ts";
import { configRules } from "./rules/index.ts";

/** Rules about where an annotation stands: these stand on pods and containers alike. */
const aboutPlace: ReadonlySet<string> = new Set(["container-key-on-sandbox", "sandbox-key-on-container"]);

/**
 * What is wrong with a containerd configuration, in source order, without what its comments suppress; spans count from the
 * beginning of the file. Nothing for other TOML files: those without handlers, and those that do not parse and mention none
 * of containerd's names. Comments of the file's head (`fileSuppressions`) are the caller's business.
 */
export function checkContainerdConfig(text: string, target: Target): readonly Finding[] {
  const read = readContainerdConfig(text);
  const found = [
    ...configRules.flatMap((rule) => Array.from(rule.check({ text, read }), (report) => toFinding(rule, report))),
    ...checkDefaults(read, target),
  ].map((finding) => ({ ...finding, fixes: () => finding.fixes().filter((fix) => leavesToml(text, fix)) }));
  const isOurs = found.length > 0 || (read.ok && read.config.handlers.length > 0);
  const left = isOurs && text.includes(directiveMarker) ? suppressed(text, read, found) : found;
  return left.toSorted((a, b) => a.span.start - b.span.start || (a.code < b.code ? -1 : 1));
}

/** The findings of the rules about keys and values: hcsshim adds the defaults to pods and to each of their containers. */
function checkDefaults(read: ReadConfig, target: Target): readonly Finding[] {
  if (!read.ok) return [];
  const { config } = read;
  return config.handlers.flatMap((handler) => {
    const set = defaultAnnotationSet(config, handler);
    if (set === undefined) return [];
    const onPods = checkSet(set, target, config.text);
    const said = new Set(onPods.map(placeOf));
    const onContainers = checkSet(asContainers(set), target, config.text).filter((one) => !said.has(placeOf(one)));
    return [...onPods, ...onContainers].filter(({ code }) => !aboutPlace.has(code));
  });
}

/** The same of a pod and of its container is said once. */
const placeOf = ({ code, span }: Finding): string => `${code} ${span.start} ${span.end}`;

function suppressed(text: string, read: ReadConfig, found: readonly Finding[]): readonly Finding[] {
  const comments = read.ok ? read.config.places.comments : wholeLineComments(text);
  const directives = comments.flatMap(({ start, end }) => parseDirective(text.slice(start, end), start) ?? []);
  return applyDirectives(text, found, directives, (code) => ruleByCode(code) !== undefined);
}

/** Comments of what is no TOML: on lines of their own, where no string can hide them. */
const wholeLineComments = (text: string): readonly Span[] =>
  [...text.matchAll(/^[ \t]*#.*$/gm)].map(({ index, 0: line }) => ({ start: index, end: index + line.length }));

/** A fix that would leave no TOML is not offered; of what is none already nothing can be said. */
function leavesToml(text: string, { edits }: Fix): boolean {
  let fixed = text;
  // Back to front, so that offsets hold.
  for (const { span, newText } of edits.toSorted((a, b) => b.span.start - a.span.start)) {
    fixed = fixed.slice(0, span.start) + newText + fixed.slice(span.end);
  }
  try {
    parse(fixed);
    return true;
  } catch {
    return false;
  }
}
