import { parseInt32 } from "../../annotations/go-values.ts";
import type { Annotation } from "../../manifest/annotation-set.ts";
import type { Rule, RuleContext } from "../rule.ts";
import { containerExample } from "../support/container-example.ts";
import { remove } from "../support/fixes.ts";
import { onValue, related } from "../support/report.ts";

/** One of the three ways to say what a container may use of the processors. */
interface Share {
  readonly name: "Count" | "Limit" | "Weight";
  readonly value: bigint;
  /** Undefined where the value comes from `windows.resources.cpu` of the OCI spec. */
  readonly annotation: Annotation | undefined;
}

const keys: Readonly<Record<Share["name"], string>> = {
  Count: "io.microsoft.container.processor.count",
  Limit: "io.microsoft.container.processor.limit",
  Weight: "io.microsoft.container.processor.weight",
};

/** `ConvertCPULimits`: an annotation that is absent, unreadable or 0 falls back to the OCI spec's own field. */
function share(context: RuleContext, name: Share["name"], fromSpec: bigint | undefined): Share | undefined {
  const annotation = context.get(keys[name]);
  const parsed = annotation === undefined ? undefined : parseInt32(annotation.value);
  const own = parsed?.ok === true ? BigInt(parsed.value) : 0n;
  const value = own === 0n ? (fromSpec ?? 0n) : own;
  return value > 0n ? { name, value, annotation: own === 0n ? undefined : annotation } : undefined;
}

export const cpuRule: Rule = {
  code: "container-cpu-exclusive",
  title: "More than one processor limit for a container",
  severity: "error",
  about: Object.values(keys),
  help: `A Windows container takes one of a processor count, a limit and a weight. More than one above zero is refused:
\`invalid spec - Windows Container CPU Count: '…', Limit: '…', and Weight: '…' are mutually exclusive\`. A value that no annotation
gives is taken from \`windows.resources.cpu\` of the OCI spec, and kubelet sends a limit or a weight of its own for pods with CPU
resources.

Keep one.

Source: \`internal/hcsoci/hcsdoc_wcow.go:ConvertCPULimits\`.`,
  examples: {
    bad: containerExample(`{
    "io.microsoft.container.processor.count": "2",
    "io.microsoft.container.processor.weight": "500"
  }`),
    good: containerExample('{ "io.microsoft.container.processor.count": "2" }'),
  },
  check(context, tell) {
    const { set } = context;
    if (set.level !== "container" || set.platform.value !== "wcow") return;
    const { processorCount, processorMaximum, processorWeight } = set.facts;
    const shares = [
      share(context, "Count", processorCount),
      share(context, "Limit", processorMaximum),
      share(context, "Weight", processorWeight),
    ].filter((one) => one !== undefined);
    if (shares.length < 2) return;
    const written = shares.flatMap(({ annotation }) => annotation ?? []);
    const values = shares.map(({ name, value }) => `${name.toLowerCase()} ${value}`).join(", ");
    for (const annotation of written) {
      tell(
        onValue(
          annotation,
          `hcsshim refuses the container: it has ${values}, which are mutually exclusive. Keep one of them.`,
          {
            related: written.filter((other) => other !== annotation).map((other) => related(other, "Excludes it")),
            fixes: () => [remove(context, annotation)],
          },
        ),
      );
    }
  },
};
