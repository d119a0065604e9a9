import type { Fix } from "../../finding.ts";
import type { Annotation, Carrier } from "../../manifest/annotation-set.ts";
import type { Report, Rule, RuleContext } from "../rule.ts";
import { quote, remove } from "../support/fixes.ts";
import { cut, onValue } from "../support/report.ts";

/** Who refuses the value, and how. */
const refusals: Record<Carrier, string> = {
  kubernetes: "Kubernetes refuses the object: annotation values must be strings",
  cri: "The CRI client refuses the file: annotation values must be strings",
  oci: "hcsshim cannot decode config.json: annotation values must be strings",
};

export const notStringRule: Rule = {
  code: "annotation-not-string",
  title: "Annotation value that is not a string",
  severity: "error",
  help: `Annotation values are strings everywhere: in Kubernetes objects, in CRI configurations and in the OCI \`config.json\`.
An unquoted \`true\`, \`4096\` or \`null\` is another type, and whoever decodes the document first refuses it
(\`cannot unmarshal bool into … of type string\`). One such value costs the whole map, also where it is another tool's.

YAML files for \`kubectl\` and \`crictl\` are read as YAML 1.1: an unquoted \`yes\`, \`no\`, \`on\`, \`off\`, \`y\` or \`n\` is a boolean too.

A \`null\` is refused by kubectl's validation; crictl and hcsshim read it as the empty string.

Source: decoding of \`map[string]string\` in Kubernetes, containerd's CRI and \`cmd/containerd-shim-runhcs-v1\` (\`createInternal\`).`,
  examples: {
    bad: `io.microsoft.virtualmachine.fullyphysicallybacked: true`,
    good: `io.microsoft.virtualmachine.fullyphysicallybacked: "true"`,
  },
  check(context, tell) {
    for (const annotation of context.set.annotations) {
      const what = describe(annotation);
      if (what !== undefined && annotation.valueKnown) tell(report(context, annotation, what));
    }
  },
};

function report(context: RuleContext, annotation: Annotation, what: string): Report {
  const { carrier } = context.set;
  if (annotation.valueType === "null" && carrier !== "kubernetes") {
    const message = `${annotation.value} is read as the empty string. Write "" if that is meant, or remove the annotation.`;
    return onValue(annotation, message, { severity: "warning", fixes: () => [remove(context, annotation)] });
  }
  const advice = annotation.valueType === "collection" ? "Write it as one quoted string." : "Quote it.";
  return onValue(annotation, `${refusals[carrier]}, and ${what}. ${advice}`, {
    fixes: () => fixes(context, annotation),
  });
}

function describe({ valueType, value: text }: Annotation): string | undefined {
  const value = cut(text);
  switch (valueType) {
    case "boolean":
      return `an unquoted ${value} is a boolean`;
    case "boolean11":
      return `an unquoted ${value} is a boolean in YAML 1.1, which is what reads this file`;
    case "number":
      return `an unquoted ${value} is a number`;
    case "null":
      return `an unquoted ${value} is a null`;
    case "collection":
      return "this is a map or a list";
    case "string":
    case "missing":
      return undefined;
  }
}

function fixes(context: RuleContext, annotation: Annotation): readonly Fix[] {
  switch (annotation.valueType) {
    case "collection":
      return [];
    case "null":
      return [remove(context, annotation)];
    default:
      return [quote(context, annotation, "preferred")];
  }
}
