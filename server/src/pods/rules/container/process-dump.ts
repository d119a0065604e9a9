import { parseInt32 } from "../../annotations/go-values.ts";
import type { Annotation } from "../../manifest/annotation-set.ts";
import { keys } from "../../uvm/annotation-keys.ts";
import type { Report, Rule, RuleContext } from "../rule.ts";
import { containerExample } from "../support/container-example.ts";
import { remove, setValue } from "../support/fixes.ts";
import { onKey, onValue, shown } from "../support/report.ts";

const typeKey = "io.microsoft.wcow.processdumptype";
const countKey = "io.microsoft.wcow.processdumpcount";

const source = "Source: `internal/hcsoci/hcsdoc_wcow.go` (`parseDumpType`, `parseDumpCount`).";

/** Whether these annotations reach a Windows container: its own, or a pod's that containerd copies to every container. */
const reachesContainers = ({ set }: RuleContext): boolean =>
  set.platform.value === "wcow" && (set.level === "container" || (set.level === "sandbox" && set.carrier !== "oci"));

/** A key that is there with an unknown or a non-empty value. */
const hasLocation = (context: RuleContext): boolean =>
  context.mayHave(keys.containerProcessDumpLocation) && context.get(keys.containerProcessDumpLocation)?.value !== "";

const invalidRule: Rule = {
  code: "process-dump-invalid",
  title: "Process dump type or count that hcsshim refuses",
  severity: "error",
  about: [typeKey, countKey],
  help: `With \`io.microsoft.container.processdumplocation\` set, on the container or on its pod, hcsshim also reads

- \`io.microsoft.wcow.processdumptype\`: \`mini\` or \`full\` in exactly these letters (the default is \`full\`); else \`unknown dump type
  specified, valid values are "mini" or "full"\`
- \`io.microsoft.wcow.processdumpcount\`: a decimal number above 0 (the default is 10); else \`invaid dump count specified: …\` or Go's own
  error

and refuses the container. Windows Error Reporting's own numbers (1 and 2) are not types here.

Where the same map has no location the pod may still have one, so a bad value is a warning then.

${source}`,
  examples: {
    bad: containerExample(`{
    "io.microsoft.container.processdumplocation": "C:\\\\dumps",
    "io.microsoft.wcow.processdumptype": "2"
  }`),
    good: containerExample(`{
    "io.microsoft.container.processdumplocation": "C:\\\\dumps",
    "io.microsoft.wcow.processdumptype": "full"
  }`),
  },
  check(context, tell) {
    if (!reachesContainers(context)) return;
    const severity = hasLocation(context) ? "error" : "warning";
    const type = context.get(typeKey);
    if (type !== undefined && !["", "mini", "full"].includes(type.value)) tell({ ...badType(context, type), severity });
    const count = context.get(countKey);
    if (count !== undefined && count.value !== "" && !isPositive(count.value)) {
      const message = `hcsshim refuses the container: the dump count ${shown(count.value)} is not a decimal number from 1 to 2147483647. Write one, such as "10".`;
      tell(
        onValue(count, message, {
          severity,
          fixes: () => [setValue(context, count, "10"), remove(context, count)],
        }),
      );
    }
  },
};

function badType(context: RuleContext, type: Annotation): Report {
  const meant =
    new Map([
      ["1", "mini"],
      ["2", "full"],
    ]).get(type.value) ?? type.value.trim().toLowerCase();
  const message = `hcsshim refuses the container: the dump type ${shown(type.value)} is unknown. Write "mini" or "full".`;
  return onValue(type, message, {
    fixes: () =>
      meant === "mini" || meant === "full"
        ? [setValue(context, type, meant, "preferred")]
        : [setValue(context, type, "full"), setValue(context, type, "mini")],
  });
}

function isPositive(text: string): boolean {
  const parsed = parseInt32(text);
  return parsed.ok && parsed.value > 0;
}

const unusedRule: Rule = {
  code: "process-dump-unused",
  title: "Process dump settings without a location",
  severity: "warning",
  about: [typeKey, countKey],
  help: `\`io.microsoft.wcow.processdumptype\` and \`io.microsoft.wcow.processdumpcount\` are read only where \`io.microsoft.container.processdumplocation\`
is set on the container or on its pod; an empty location switches dumps off. On a container an information, since its pod may have
the location.

${source}`,
  examples: {
    bad: `kind: Pod
apiVersion: v1
metadata:
  name: dumps
  annotations:
    io.microsoft.wcow.processdumptype: "mini"
spec:
  nodeSelector: { kubernetes.io/os: windows }`,
    good: `kind: Pod
apiVersion: v1
metadata:
  name: dumps
  annotations:
    io.microsoft.container.processdumplocation: 'C:\\dumps'
    io.microsoft.wcow.processdumptype: "mini"
spec:
  nodeSelector: { kubernetes.io/os: windows }`,
  },
  check(context, tell) {
    if (!reachesContainers(context) || hasLocation(context)) return;
    const severity = context.set.level === "sandbox" ? "warning" : "information";
    for (const name of [typeKey, countKey]) {
      const annotation = context.get(name);
      if (annotation === undefined) continue;
      const message = `hcsshim reads this only together with ${keys.containerProcessDumpLocation}, which is not set here. Add the location, or remove this.`;
      tell(onKey(annotation, message, { severity, tags: ["unnecessary"], fixes: () => [remove(context, annotation)] }));
    }
  },
};

/** Process dumps of Windows containers. */
export const processDumpRules: readonly Rule[] = [invalidRule, unusedRule];
