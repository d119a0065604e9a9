import type { Finding, Fix } from "../../finding.ts";
import type { Rule } from "../rule.ts";
import type { Directive, DirectiveCode } from "./directive.ts";

const unusedRule: Rule = {
  code: "suppression-unused",
  title: "Suppression comment without a finding",
  severity: "hint",
  help: `A \`confidential-pods-disable-…\` comment names a rule that finds nothing in the place that the comment covers.
It hides what may be found there later; remove it.

Suppressions are YAML or TOML comments (or \`//\` comments in JSON with comments):

| comment | covers |
|---|---|
| \`# confidential-pods-disable-line CODE\` | its own line |
| \`# confidential-pods-disable-next-line CODE\` | the next line that is not a comment |
| \`# confidential-pods-disable-document CODE\` | everything up to the next \`---\` |
| \`# confidential-pods-disable-file CODE\` | the whole file; it must stand before anything else |

Several codes are separated by commas; without a code every rule is suppressed; a reason may follow after \` -- \`.`,
  examples: {
    bad: `# confidential-pods-disable-next-line value-unparsable
io.microsoft.virtualmachine.fullyphysicallybacked: "true"`,
    good: `# confidential-pods-disable-next-line value-unparsable
io.microsoft.virtualmachine.fullyphysicallybacked: "yes"`,
  },
  check: () => [],
};

const unknownRule: Rule = {
  code: "suppression-unknown",
  title: "Suppression comment with an unknown code",
  severity: "hint",
  help: `A \`confidential-pods-disable-…\` comment names a code that is not a rule of this extension, so it suppresses nothing.
The codes are listed in the index of the rules' pages and by \`confidential-pods rules\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.fullyphysicallybacked: "true" # confidential-pods-disable-line value-unparseable`,
    good: `io.microsoft.virtualmachine.fullyphysicallybacked: "yes" # confidential-pods-disable-line value-unparsable`,
  },
  check: () => [],
};

/** Rules about the suppression comments themselves; `applyDirectives` finds them, since they belong to no one map. */
export const suppressionRules: readonly Rule[] = [unusedRule, unknownRule];

/** The hint on a code (or, where none is named, on a directive) that suppresses nothing. */
export function unusedSuppression(text: string, directive: Directive, code: DirectiveCode | undefined): Finding {
  const what = code === undefined ? "This comment" : `'${code.code}'`;
  return {
    code: unusedRule.code,
    severity: unusedRule.severity,
    message: `${what} suppresses nothing here: there is no such finding. Remove it.`,
    span: code?.span ?? directive.span,
    key: null,
    related: [],
    tags: ["unnecessary"],
    fixes: () => (directive.codes.length > 1 ? [] : [removeComment(text, directive)]),
  };
}

/** The hint on a code that is no rule. */
export const unknownSuppression = (directive: Directive, code: DirectiveCode): Finding => ({
  code: unknownRule.code,
  severity: unknownRule.severity,
  message: `There is no rule '${code.code}', so confidential-pods-disable-${directive.scope} suppresses nothing. Name a rule's code.`,
  span: code.span,
  key: null,
  related: [],
  tags: [],
  fixes: () => [],
});

/** Removes the comment from its `#` or `//` on, and the whole line where nothing else is on it. */
function removeComment(text: string, { span }: Directive): Fix {
  const before = text.slice(text.lastIndexOf("\n", span.start - 1) + 1, span.start);
  const opening = /[ \t]*(?:#|\/\/)[^#]*$/.exec(before);
  const lineStart = span.start - before.length;
  const start = lineStart + (opening === null ? before.length : opening.index);
  const newline = text.indexOf("\n", span.end);
  const isWholeLine = start === lineStart && newline !== -1;
  const lineEnd = newline === -1 ? text.length : newline;
  const end = isWholeLine ? newline + 1 : lineEnd - (text[lineEnd - 1] === "\r" ? 1 : 0);
  return { title: "Remove the comment", preferred: false, edits: [{ span: { start, end }, newText: "" }] };
}
