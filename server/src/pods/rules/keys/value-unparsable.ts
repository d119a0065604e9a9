import type { AnnotationFact } from "../../annotations/annotation-fact.ts";
import { expansions } from "../../annotations/registry.ts";
import type { Annotation } from "../../manifest/annotation-set.ts";
import { keys } from "../../uvm/annotation-keys.ts";
import { confidentialMemoryInMB } from "../../uvm/wcow-policy.ts";
import type { Rule, RuleContext } from "../rule.ts";
import { isValueRead, podKind, whereFact } from "../support/facts.ts";
import { remove, setValue } from "../support/fixes.ts";
import { onValue, shown } from "../support/report.ts";
import { grammarOf } from "./grammar.ts";
import { type Literal, literalFor } from "./literal.ts";

const expandedKeys: ReadonlySet<string> = new Set(expansions.map(({ key }) => key));

/** Whether a value that cannot be read is replaced by the default; what it does to the keys that it stands for is `expansion-without-effect`. */
const fallsBack = ({ key, onBadValue }: AnnotationFact): boolean =>
  (onBadValue === "default-with-warning" || onBadValue === "default-silently") && !expandedKeys.has(key);

export const valueUnparsableRule: Rule = {
  code: "value-unparsable",
  title: "Value that hcsshim cannot read",
  severity: "warning",
  about: whereFact(fallsBack),
  help: `hcsshim reads booleans and numbers with Go's own parsers, nothing trimmed and nothing guessed:

| type | accepted |
|---|---|
| boolean | \`1 t T TRUE true True\` and \`0 f F FALSE false False\`; not \`yes\`, \`on\`, \`tRUE\`, \`" true"\` or the empty text |
| signed 32-bit number | decimal digits with an optional sign |
| unsigned 32-bit or 64-bit number | decimal digits, no sign, no unit, no fraction |
| list of numbers | such numbers with single commas, no blanks |

Any other text costs a line in the shim's log (\`annotation value could not be parsed\`; for lists of 32-bit numbers not even that), and the
default is used as if the annotation were not there. Quantities such as \`2Gi\` are not numbers, and block scalars (\`|\`) end in a line
feed that makes every value unreadable.

Source: \`internal/oci/annotations.go\` (\`ParseAnnotationsBool\` and its relatives).`,
  examples: {
    bad: `io.microsoft.virtualmachine.fullyphysicallybacked: "yes"
io.microsoft.virtualmachine.computetopology.memory.sizeinmb: "2Gi"`,
    good: `io.microsoft.virtualmachine.fullyphysicallybacked: "true"
io.microsoft.virtualmachine.computetopology.memory.sizeinmb: "2048"`,
  },
  check(context, tell) {
    for (const { annotation, fact } of context.known) {
      if (annotation.valueType !== "string" || !fallsBack(fact) || context.get(annotation.key) !== annotation) continue;
      const grammar = grammarOf(fact.valueType);
      if (grammar === undefined || grammar.accepts(annotation.value) || !isValueRead(fact, context)) continue;
      const literal = acceptable(context, fact, literalFor(fact, annotation.value));
      const advice = literal === undefined ? grammar.advice : `write ${shown(literal.text)}`;
      const log = fact.onBadValue === "default-silently" ? ", without a log line," : "";
      const message = `hcsshim cannot read ${shown(annotation.value)} as ${grammar.noun} and${log} ${consequence(context, fact)}; ${advice}.`;
      tell(onValue(annotation, message, { fixes: () => fixes(context, annotation, literal) }));
    }
  },
};

/** What was meant, raised to what the pod needs: the default that stands now is accepted, and the fix must be too. */
function acceptable(context: RuleContext, fact: AnnotationFact, literal: Literal | undefined): Literal | undefined {
  if (literal === undefined || fact.key !== keys.memorySizeInMB || podKind(context) !== "cwcow") return literal;
  return BigInt(literal.text) < confidentialMemoryInMB
    ? { text: confidentialMemoryInMB.toString(), isCertain: false }
    : literal;
}

function consequence(context: RuleContext, fact: AnnotationFact): string {
  const isCommitted = podKind(context) === "cwcow";
  if (fact.key === keys.memorySizeInMB && !isCommitted && context.set.facts.memoryLimitInBytes !== undefined) {
    return "takes the memory limit of the spec";
  }
  const value = fact.defaults[podKind(context)];
  if (value === undefined) return "goes on as if it were not there";
  return value === "" ? "keeps its default, none" : `keeps its default, ${value}`;
}

function fixes(context: RuleContext, annotation: Annotation, literal: Literal | undefined) {
  if (literal !== undefined) {
    return [setValue(context, annotation, literal.text, literal.isCertain ? "preferred" : "offered")];
  }
  return [remove(context, annotation)];
}
