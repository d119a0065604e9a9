import type { AnnotationFact } from "../../server/src/pods/annotations/annotation-fact.ts";
import { describeBadValue, describeKind, describeType } from "../../server/src/pods/annotations/describe-type.ts";
import { kubernetesKeyFault } from "../../server/src/pods/annotations/kubernetes-key.ts";
import { allFacts, expansions, removedKeys } from "../../server/src/pods/annotations/registry.ts";

/** The anchor that a Markdown viewer gives a heading made of a key. */
const anchorOf = (key: string): string => key.toLowerCase().replace(/[^a-z0-9_-]/g, "");

const code = (text: string): string => `\`${text}\``;
const shownKey = (fact: AnnotationFact): string => (fact.isPrefix ? `${fact.key}<GUID>` : fact.key);
const link = (key: string): string => `[${code(key)}](#${anchorOf(key)})`;

/** "no policy: not read" as "no policy (not read)", to stand in a list. */
const inBrackets = (condition: string): string => condition.replace(/: (.*)$/, " ($1)");

const levels = { sandbox: "pod sandbox", container: "container", both: "pod sandbox and container" } as const;

function defaultText(fact: AnnotationFact): string {
  const texts = new Map<string, string[]>();
  for (const kind of fact.platforms) {
    const text = fact.defaults[kind];
    if (text !== undefined) texts.set(text, [...(texts.get(text) ?? []), describeKind(kind)]);
  }
  const shown = (text: string): string => (text === "" ? "empty" : code(text));
  const parts = [...texts].map(([text, kinds]) =>
    texts.size === 1 ? shown(text) : `${shown(text)} (${kinds.join(", ")})`,
  );
  if (fact.defaultNote !== undefined) parts.push(fact.defaultNote);
  return parts.length === 0 ? "none" : parts.join("; ");
}

const row = (fact: AnnotationFact): string => {
  const note = fact.neverRead ? " (never read)" : fact.internal ? " (internal)" : "";
  const type = fact.valueType === "enum" ? "one of a list" : fact.valueType;
  return `| [${code(shownKey(fact))}](#${anchorOf(shownKey(fact))})${note} | ${type} | ${fact.level} | ${fact.since} |`;
};

function section(fact: AnnotationFact): string {
  const key = shownKey(fact);
  const refused = kubernetesKeyFault(fact.isPrefix ? `${fact.key}${"0".repeat(36)}` : fact.key);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["Value", `${describeType(fact)}.`],
    ["Default", `${defaultText(fact)}.`],
    ["Bad value", describeBadValue(fact)],
    ["Where", `${levels[fact.level]}; ${fact.platforms.map(describeKind).join(", ") || "nowhere"}.`],
    ["Exceptions", fact.overriddenWhen.length === 0 ? undefined : `${fact.overriddenWhen.map(inBrackets).join("; ")}.`],
    ["Needs", fact.requires.length === 0 ? undefined : fact.requires.map(link).join(", ")],
    ["Needs one of", fact.requiresAnyOf.length === 0 ? undefined : fact.requiresAnyOf.map(link).join(", ")],
    ["Conflicts with", fact.conflictsWith.length === 0 ? undefined : fact.conflictsWith.map(link).join(", ")],
    ["Since", `${fact.since}${fact.readBy["0.15"] ? "" : "; v0.15 does not read it"}.`],
    ["containerd-shim-lcow-v2", `${fact.lcowV2}${fact.lcowV2Note === undefined ? "" : `: ${fact.lcowV2Note}`}.`],
    ["Kubernetes", refused === undefined ? undefined : `refuses the key: ${refused}. CRI documents may use it.`],
    ["Instead", fact.deprecated === undefined ? undefined : link(fact.deprecated.replacedBy)],
  ];
  return [
    `### ${key.replace(/[<>]/g, "\\$&")}`,
    "",
    [fact.summary, ...fact.details].join(" "),
    "",
    ...facts.flatMap(([name, text]) => (text === undefined ? [] : [`- **${name}**: ${text}`])),
    `- **Example**: ${code(fact.example)}`,
    "",
  ].join("\n");
}

const removedRow = ([oldKey, removed]: readonly [string, { newKey: string | null; note: string }]): string =>
  `| ${code(oldKey)} | ${removed.newKey === null ? "–" : link(removed.newKey)} | ${removed.note} |`;

/** The reference of all annotations in Markdown. */
export function annotationReference(): string {
  return [
    "# Annotations that hcsshim reads",
    "",
    "<!-- Generated from schemas/annotations.json: node test/tools/generate-schemas.mjs -->",
    "",
    "Keys are compared byte for byte, and every value is a string. This page says what hcsshim's code does.",
    "",
    "| Key | Value | Level | Since |",
    "| --- | --- | --- | --- |",
    ...allFacts.map(row),
    "",
    "## Keys that are not read",
    "",
    "hcsshim ignores these without a word.",
    "",
    "| Key | Write instead | Why |",
    "| --- | --- | --- |",
    ...[...removedKeys].map(removedRow),
    "",
    "## Keys that stand for others",
    "",
    ...expansions.map(({ key, expandsTo }) => `- ${link(key)}: ${expandsTo.map(link).join(", ")}`),
    "",
    "## Every key",
    "",
    allFacts.map(section).join("\n"),
  ].join("\n");
}
