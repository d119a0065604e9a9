import type { AnnotationFact } from "../../annotations/annotation-fact.ts";
import { parseBool } from "../../annotations/go-values.ts";
import type { Annotation } from "../../manifest/annotation-set.ts";
import type { Rule, RuleContext } from "../rule.ts";
import { isValueRead, whereFact } from "../support/facts.ts";
import { remove, setValue } from "../support/fixes.ts";
import { isWrittenByContainerd } from "../support/handler.ts";
import { onValue, shown } from "../support/report.ts";

/** Whether the value is compared with a text instead of being parsed. */
const isExact = ({ valueType }: AnnotationFact): boolean =>
  valueType === "exact-true" || valueType === "insensitive-true";

const exactRule: Rule = {
  code: "value-not-exactly-true",
  title: "Text other than true where only true counts",
  severity: "warning",
  about: whereFact(isExact),
  help: `A few annotations are not Go booleans: hcsshim compares their text with \`true\` and takes everything else for false, without a log line.
\`microsoft.com/hostprocess-container\` and \`microsoft.com/hostprocess-inherit-user\` need exactly these four letters (\`"True"\` and \`"1"\` do
not count, although the check for conflicts reads them as true); \`io.microsoft.cri.skip-pod-networking\` takes any letter case.

Write \`"true"\`, or remove the annotation.

Source: \`internal/oci/util.go:IsJobContainer\`, \`internal/jobcontainers/oci.go:inheritUserTokenIsSet\`.`,
  examples: {
    bad: `microsoft.com/hostprocess-inherit-user: "True"`,
    good: `microsoft.com/hostprocess-inherit-user: "true"`,
  },
  check(context, tell) {
    for (const { annotation, fact } of context.known) {
      if (!isNotTrue(context, annotation, fact)) continue;
      const message = `Only the text "true" counts here: hcsshim takes ${shown(annotation.value)} for false. Write "true", or remove the annotation.`;
      tell(
        onValue(annotation, message, {
          fixes: () => {
            const write = setValue(context, annotation, "true", meansTrue(annotation.value) ? "preferred" : "offered");
            return [write, remove(context, annotation)];
          },
        }),
      );
    }
  },
};

function isNotTrue(context: RuleContext, annotation: Annotation, fact: AnnotationFact): boolean {
  if (!isExact(fact)) return false;
  if (annotation.valueType !== "string" || context.get(annotation.key) !== annotation) return false;
  if (!isValueRead(fact, context) || (context.set.carrier !== "oci" && isWrittenByContainerd(fact.key))) return false;
  const text = fact.valueType === "insensitive-true" ? annotation.value.toLowerCase() : annotation.value;
  return text !== "true" && !meansFalse(text);
}

function meansFalse(text: string): boolean {
  const parsed = parseBool(text);
  return parsed.ok && !parsed.value;
}

/** Whether somebody who wrote this meant true. */
const meansTrue = (text: string): boolean => ["1", "t", "true", "yes", "y", "on"].includes(text.trim().toLowerCase());

/** Annotations that are compared with one text. */
export const exactTextRules: readonly Rule[] = [exactRule];
