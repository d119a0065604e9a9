import type { AnnotationFact } from "../../pods/annotations/annotation-fact.ts";
import { describeBadValue, describeKind, describeType } from "../../pods/annotations/describe-type.ts";
import { kubernetesKeyFault } from "../../pods/annotations/kubernetes-key.ts";
import { expansions } from "../../pods/annotations/registry.ts";
import { inlineCode, sentence } from "./markdown.ts";

const levels = { sandbox: "pod sandbox", container: "container", both: "pod sandbox and container" } as const;

/** The key as it is shown: that of a family with a stand-in for its GUID. */
export const shownKey = ({ key, isPrefix }: AnnotationFact): string => (isPrefix ? `${key}<GUID>` : key);

/** What a key does, in Markdown paragraphs. */
export const describePurpose = ({ summary, details, deprecated, neverRead, internal }: AnnotationFact): string =>
  [
    ...(neverRead ? ["**No code of hcsshim reads this key.**"] : []),
    ...(deprecated === undefined ? [] : [`**Deprecated**: ${deprecated.reason}`]),
    [summary, ...details].join(" "),
    ...(internal ? ["*Internal to hcsshim: it works, but is not meant for production.*"] : []),
  ].join("\n\n");

/** The facts of a key that do not depend on where it stands, as a Markdown list. */
export function describeFacts(fact: AnnotationFact): string {
  const refused = kubernetesKeyFault(fact.isPrefix ? `${fact.key}${"0".repeat(36)}` : fact.key);
  const expansion = expansions.find(({ key }) => key === fact.key);
  const rows: readonly (readonly [name: string, text: string | undefined])[] = [
    ["Value", describeType(fact)],
    ["Default", describeDefault(fact)],
    ["Bad value", describeBadValue(fact).replace(/\.$/, "")],
    ["Where", `${levels[fact.level]}; ${fact.platforms.map(describeKind).join(", ") || "nowhere"}`],
    ["Does not count", fact.overriddenWhen.join("; ") || undefined],
    ["Stands for", expansion?.expandsTo.map(inlineCode).join(", ")],
    ["Needs", fact.requires.map(inlineCode).join(", ") || undefined],
    ["Needs one of", fact.requiresAnyOf.map(inlineCode).join(", ") || undefined],
    ["Conflicts with", fact.conflictsWith.map(inlineCode).join(", ") || undefined],
    ["Kubernetes", refused === undefined ? undefined : `refuses the key: ${refused}; CRI and OCI documents may use it`],
    ["Since", `hcsshim ${fact.since}${fact.readBy["0.15"] ? "" : "; 0.15 does not read it"}`],
    ["lcow-v2 shim", fact.platforms.some((kind) => kind.endsWith("lcow")) ? describeLcowV2(fact) : undefined],
  ];
  return rows.flatMap(([name, text]) => (text === undefined ? [] : [`- **${name}**: ${text}`])).join("\n");
}

const describeLcowV2 = ({ lcowV2, lcowV2Note }: AnnotationFact): string =>
  `${lcowV2 === "guest" ? "only its guest reads it" : lcowV2}${lcowV2Note === undefined ? "" : `; ${lcowV2Note}`}`;

function describeDefault({ platforms, defaults, defaultNote }: AnnotationFact): string {
  const kindsByText = new Map<string, string[]>();
  for (const kind of platforms) {
    const text = defaults[kind];
    if (text !== undefined) kindsByText.set(text, [...(kindsByText.get(text) ?? []), describeKind(kind)]);
  }
  const parts = [...kindsByText].map(([text, kinds]) => {
    const shown = text === "" ? "empty" : inlineCode(text);
    return kindsByText.size === 1 ? shown : `${shown} (${kinds.join(", ")})`;
  });
  if (defaultNote !== undefined) parts.push(defaultNote);
  return parts.length === 0 ? "none" : sentence(parts.join("; "));
}

/** Everything about a key, as its reference page and completion show it. */
export const describeKey = (fact: AnnotationFact): string => [describePurpose(fact), describeFacts(fact)].join("\n\n");
