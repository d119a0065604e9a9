import type { Annotation } from "../../manifest/annotation-set.ts";
import type { Rule, RuleContext } from "../rule.ts";
import { isPath, whereFact } from "../support/facts.ts";
import { setValue } from "../support/fixes.ts";
import { cut, onValue, shown } from "../support/report.ts";

/** What a double-quoted string makes of a backslash and a letter. */
const escapeNames: ReadonlyMap<string, string> = new Map([
  ["\0", "a NUL (\\0)"],
  ["\x07", "a bell (\\a)"],
  ["\b", "a backspace (\\b)"],
  ["\t", "a tab (\\t)"],
  ["\n", "a line feed (\\n)"],
  ["\v", "a vertical tab (\\v)"],
  ["\f", "a form feed (\\f)"],
  ["\r", "a carriage return (\\r)"],
  ["\x1b", "an escape (\\e)"],
]);

export const pathEscapeRule: Rule = {
  code: "path-control-character",
  title: "Control character in a path",
  severity: "warning",
  about: whereFact(isPath),
  help: `In a double-quoted YAML string and in JSON a backslash begins an escape: \`"C:\\boot\\new"\` is \`C:\`, a backspace, \`oot\`, a line
feed and \`ew\`. hcsshim takes the value as it is, and no such file or folder exists. Block scalars (\`|\`) end in a line feed that
becomes part of the path.

In YAML write Windows paths in single quotes, where a backslash is a backslash; in JSON double every backslash.

Source: YAML 1.2 section 5.7, RFC 8259 section 7; hcsshim does not trim values.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.securitypolicy: "cGFja2FnZSBwb2xpY3kK"
io.microsoft.virtualmachine.bootfilesrootpath: "C:\\boot\\new"`,
    good: `io.microsoft.virtualmachine.wcow.securitypolicy: "cGFja2FnZSBwb2xpY3kK"
io.microsoft.virtualmachine.bootfilesrootpath: 'C:\\boot\\new'`,
  },
  check(context, tell) {
    for (const { annotation, fact } of context.known) {
      if (!isPath(fact) || !annotation.valueKnown) continue;
      const control = firstControl(annotation.value);
      if (control === undefined) continue;
      const intended = intendedPath(context, annotation);
      const name = escapeNames.get(control) ?? "a control character";
      tell(
        onValue(annotation, `${explain(annotation, name)} Write ${intendedText(annotation, intended)}.`, {
          fixes: () => (intended === undefined ? [] : [setValue(context, annotation, intended, "preferred")]),
        }),
      );
    }
  },
};

/** The first character below the blank, or DEL. */
const firstControl = (text: string): string | undefined => /[^ -~\u0080-\uffff]/.exec(text)?.[0];

const explain = ({ valueStyle }: Annotation, name: string): string =>
  valueStyle === "double" || valueStyle === "json"
    ? `The backslash begins an escape here, so hcsshim gets a path with ${name} in it.`
    : `hcsshim gets a path with ${name} in it.`;

function intendedText({ valueStyle }: Annotation, intended: string | undefined): string {
  if (intended === undefined) return "the path without it";
  if (valueStyle === "json") return shown(intended);
  return cut(`'${intended}'`);
}

/** What was meant: in double quotes the source text with each backslash taken literally, else the text without its line feeds. */
function intendedPath({ text }: RuleContext, annotation: Annotation): string | undefined {
  const { valueStyle, valueSpan, value } = annotation;
  const isQuoted = valueStyle === "double" || valueStyle === "json";
  const path = isQuoted ? text.slice(valueSpan.start + 1, valueSpan.end - 1).replaceAll("\\\\", "\\") : value.trim();
  return path === "" || firstControl(path) !== undefined ? undefined : path;
}
