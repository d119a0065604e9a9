import type { Finding } from "../../finding.ts";
import type { Span } from "../../yaml/span.ts";
import type { Directive, DirectiveCode } from "./directive.ts";
import { unknownSuppression, unusedSuppression } from "./rules.ts";

/** One directive with the stretch of the document that it covers. */
interface Cover {
  readonly directive: Directive;
  readonly span: Span;
}

/**
 * The findings that the document's own comments leave, and hints about suppressions that are unknown or do nothing.
 * `file` directives are the caller's business (`fileSuppressions`); here only their codes are checked.
 * @param isRule whether a code is one of ours
 */
export function applyDirectives(
  text: string,
  findings: readonly Finding[],
  directives: readonly Directive[],
  isRule: (code: string) => boolean,
): readonly Finding[] {
  const used = new Set<Directive | DirectiveCode>();
  const covers = directives.flatMap((directive) => {
    const span = coveredSpan(text, directive);
    return span === undefined ? [] : [{ directive, span }];
  });
  const left = findings.filter((finding) => {
    const suppressing = covers.flatMap((cover) => suppressedBy(cover, finding));
    for (const what of suppressing) used.add(what);
    return suppressing.length === 0;
  });
  return [...left, ...directives.flatMap((directive) => hints(text, directive, used, isRule))];
}

/** The code of the directive that suppresses the finding, or the directive itself where it names none. */
function suppressedBy({ directive, span }: Cover, finding: Finding): readonly (Directive | DirectiveCode)[] {
  if (finding.span.start < span.start || finding.span.start > span.end) return [];
  if (directive.codes.length === 0) return [directive];
  return directive.codes.filter(({ code }) => code === finding.code);
}

function coveredSpan(text: string, { scope, span }: Directive): Span | undefined {
  switch (scope) {
    case "file":
      return undefined;
    case "document":
      return { start: 0, end: text.length };
    case "line":
      return lineAt(text, span.start);
    case "next-line":
      return nextLine(text, span.start);
  }
}

function lineAt(text: string, offset: number): Span {
  const newline = text.indexOf("\n", offset);
  return { start: text.lastIndexOf("\n", offset - 1) + 1, end: newline === -1 ? text.length : newline };
}

/** The next line that is not itself a comment, so that directives can be stacked. */
function nextLine(text: string, offset: number): Span {
  let line = lineAt(text, offset);
  while (line.end < text.length) {
    line = lineAt(text, line.end + 1);
    const content = text.slice(line.start, line.end).trimStart();
    if (!content.startsWith("#") && !content.startsWith("//")) break;
  }
  return line;
}

function hints(
  text: string,
  directive: Directive,
  used: ReadonlySet<Directive | DirectiveCode>,
  isRule: (code: string) => boolean,
): readonly Finding[] {
  const found: Finding[] = [];
  for (const code of directive.codes) {
    if (!isRule(code.code)) found.push(unknownSuppression(directive, code));
    else if (directive.scope !== "file" && !used.has(code)) found.push(unusedSuppression(text, directive, code));
  }
  if (directive.codes.length === 0 && directive.scope !== "file" && !used.has(directive)) {
    found.push(unusedSuppression(text, directive, undefined));
  }
  return found;
}
