import type { GoResult } from "../../pods/annotations/go-values.ts";
import { type DecodedPolicy, decodePolicy } from "../../pods/policy/decode-policy.ts";
import { enforcementPoints } from "../../pods/policy/enforcement-points.ts";
import { versionFault } from "../../pods/policy/version-fault.ts";
import { compareVersions } from "../../pods/rules/policy/outlined-policy.ts";
import { inlineCode } from "../markdown/markdown.ts";

/** The policy that was looked at last: one is hovered again and again, and hashing a large one takes a while. */
let last: { readonly encoded: string; readonly decoded: GoResult<DecodedPolicy> } | undefined;

function decoded(encoded: string): GoResult<DecodedPolicy> {
  if (last?.encoded !== encoded) last = { encoded, decoded: decodePolicy(encoded) };
  return last.decoded;
}

/** A security policy's value: what it decodes to, how it is measured, and what it allows. Markdown. */
export function describePolicy(encoded: string): string {
  if (encoded === "") return "An empty policy: the pod is not confidential.";
  const result = decoded(encoded);
  if (!result.ok) return `hcsshim cannot decode this policy: ${inlineCode(result.error)}`;
  const policy = result.value;
  const rows = [
    ...describeForm(policy),
    `- **SHA-256**: ${inlineCode(policy.digest)}`,
    `- **LaunchData**: ${inlineCode(policy.launchData)}`,
  ];
  return rows.join("\n");
}

function describeRules(points: DecodedPolicy["outline"]["points"]): string {
  if (points.size === 0) return "none: nothing is allowed that a guest asks for";
  const open = [...points.values()].filter((verdict) => verdict === "allowed").length;
  return `${points.size} of the guest's enforcement points, ${open} of them always open`;
}

/** As many names as a line can take. */
const maxNames = 6;

/** The enforcement points that a policy of this version must have a rule for, and has none. */
function describeMissing({ apiVersion, points }: DecodedPolicy["outline"]): readonly string[] {
  if (apiVersion === undefined || points.size === 0) return [];
  const missing = [...enforcementPoints].flatMap(([name, since]) =>
    points.has(name) || (compareVersions(since, apiVersion) ?? 1) > 0 ? [] : [`\`${name}\``],
  );
  if (missing.length === 0) return [];
  const more = missing.length > maxNames ? ` and ${missing.length - maxNames} more` : "";
  return [`- **Denied**, for want of a rule: ${missing.slice(0, maxNames).join(", ")}${more}`];
}

/** A count with a comma before each group of three digits; what the language has for this loads 7 MiB of other languages. */
const grouped = (count: number): string => String(count).replace(/(?<=[0-9])(?=(?:[0-9]{3})+$)/g, ",");

function describeForm(policy: DecodedPolicy): readonly string[] {
  const { form, size, utf8, outline } = policy;
  const bytes = `${grouped(size)} ${size === 1 ? "byte" : "bytes"}`;
  if (form === "empty") return ["- **Policy**: decodes to nothing, and the pod still counts as confidential"];
  if (form === "json") return [`- **Policy**: ${bytes} of JSON, the retired form that no guest compiles`];
  if (!utf8) return [`- **Policy**: ${bytes} that are not UTF-8 text, so not Rego`];
  const { packageName, apiVersion, frameworkVersion, points, allowsAll } = outline;
  const fault = versionFault(policy);
  const versions = [
    fault === undefined ? `\`api_version\` ${apiVersion ?? "computed"}` : `${fault}: the guest denies everything`,
    ...(frameworkVersion === undefined ? [] : [`\`framework_version\` ${frameworkVersion}`]),
  ];
  return [
    `- **Policy**: ${bytes} of Rego${packageName === "policy" ? "" : ", **not** `package policy`"}`,
    `- **Versions**: ${versions.join(", ")}`,
    allowsAll && fault === undefined
      ? `- **Allows everything** that it has rules for, without a condition: ${points.size} of ${enforcementPoints.size} enforcement points`
      : `- **Rules**: ${describeRules(points)}`,
    ...describeMissing(outline),
  ];
}
