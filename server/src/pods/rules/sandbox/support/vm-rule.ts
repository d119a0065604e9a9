import type { AnnotationSet } from "../../../manifest/annotation-set.ts";
import type { Report, Rule, RuleContext } from "../../rule.ts";
import { isLinuxVm, isSandboxVm, isWindowsVm, platformName } from "../../support/scope.ts";

type Topic = "platform" | "isolation";

/** Limits a rule to some sandboxes and to the keys that the chosen hcsshim reads; its messages say what was assumed. */
const limited = (rule: Rule, applies: (context: RuleContext) => boolean, topics: readonly Topic[]): Rule => ({
  ...rule,
  check(context, tell) {
    if (!applies(context)) return;
    const assumed = assumption(context.set, topics);
    rule.check(context.asRead, assumed === "" ? tell : (report) => tell(withAssumption(report, assumed)));
  },
});

/** What the settings say because the document does not; short, since most CRI documents leave the isolation open. */
function assumption(set: AnnotationSet, topics: readonly Topic[]): string {
  if (set.platform.from !== "assumed" && set.isolation.from !== "assumed") return "";
  let assumed = "";
  for (const topic of topics) {
    if (set[topic].from !== "assumed") continue;
    assumed += `${assumed === "" ? "" : " with "}${topic === "platform" ? platformName(set) : "Hyper-V isolation"}`;
  }
  return assumed === "" ? "" : ` (assuming ${assumed})`;
}

/** Puts the assumption at the end of the first sentence, which says what hcsshim does; the second is advice. */
function withAssumption(report: Report, assumed: string): Report {
  const { message } = report;
  const end = message.search(/\.(?: [A-Z]|$)/);
  const at = end === -1 ? message.length : end;
  return { ...report, message: message.slice(0, at) + assumed + message.slice(at) };
}

/** A rule for every pod that runs in a utility VM. */
export const vmRule = (rule: Rule): Rule => limited(rule, isSandboxVm, ["isolation"]);

/** A rule for every pod that runs in a utility VM, whose answer hangs on the pod's platform. */
export const platformVmRule = (rule: Rule): Rule => limited(rule, isSandboxVm, ["platform", "isolation"]);

/** A rule for Windows pods that run in a utility VM. */
export const windowsRule = (rule: Rule): Rule => limited(rule, isWindowsVm, ["platform", "isolation"]);

/** A rule for Linux pods. */
export const linuxRule = (rule: Rule): Rule => limited(rule, isLinuxVm, ["platform", "isolation"]);
