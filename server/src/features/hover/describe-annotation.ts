import { type AnnotationFact, isStructured } from "../../pods/annotations/annotation-fact.ts";
import { lookup, removedKeys } from "../../pods/annotations/registry.ts";
import { viewOf } from "../../pods/effective/annotation-view.ts";
import { effectOf } from "../../pods/effective/effect.ts";
import { roadOf } from "../../pods/effective/road.ts";
import type { RuleContext } from "../../pods/rules/rule.ts";
import { isMeantForUs, probablyMeant } from "../../pods/rules/support/ours.ts";
import { assumption } from "../../pods/rules/support/scope.ts";
import { isConfidential } from "../../pods/rules/support/values.ts";
import type { Target } from "../../pods/target.ts";
import { bootFilesLink } from "../boot-files-link.ts";
import type { ClientProfile } from "../client-profile.ts";
import { describeFacts, describePurpose, shownKey } from "../markdown/describe-fact.ts";
import { inlineCode } from "../markdown/markdown.ts";
import type { AnnotationPlace } from "../places/place.ts";
import { ruleLink } from "../rule-link.ts";
import { describeEffect, describeRoad } from "./describe-effect.ts";
import { describePayload } from "./describe-payload.ts";

type Client = Pick<ClientProfile, "uriScheme" | "commands">;

/** An annotation explained, in Markdown; undefined where it is none of hcsshim's. */
export function describeAnnotation(at: AnnotationPlace, target: Target, client: Client): string | undefined {
  const view = viewOf(at.placed.document, at.set, target);
  const { key } = at.annotation;
  const fact = lookup(key);
  const paragraphs =
    fact === undefined ? describeUnread(key, target, client.uriScheme) : describeKnown(at, view, fact, client);
  return paragraphs?.filter((text) => text !== undefined && text !== "").join("\n\n");
}

function describeKnown(
  { annotation, part }: AnnotationPlace,
  view: RuleContext,
  fact: AnnotationFact,
  client: Client,
): readonly (string | undefined)[] {
  const { key, value, valueKnown, valueType } = annotation;
  const isWritten = valueType === "string" && valueKnown;
  const isLong = isStructured(fact.valueType);
  const effect = effectOf(view, annotation);
  const road = roadOf(view, annotation);
  const payload = isWritten ? describePayload(fact, key, value, isConfidential(view)) : undefined;
  // Of a controller's own annotations the road says all.
  const isSaid = view.set.level === "misplaced" || (isLong && effect.kind === "applied");
  const here = isSaid ? undefined : describeEffect(effect, value, road);
  const assumed = here === undefined ? "" : assumption(view.set, "platform", "isolation").trimStart();
  const check = isWritten ? bootFilesLink(annotation, () => view.resolved?.isolationType, client) : undefined;
  return [
    `**${inlineCode(shownKey(fact))}**`,
    here && `${here}${assumed === "" ? "" : ` *${assumed}*`}`,
    describeRoad(road),
    // In angle brackets, since a path may have parentheses.
    check && `[${check.tooltip}](<${check.target}>)`,
    payload,
    // On a payload the facts of its key would push what it holds out of sight.
    ...(part === "value" && payload !== undefined
      ? [fact.summary]
      : ["---", describePurpose(fact), describeFacts(fact)]),
  ];
}

/** A key that was meant for hcsshim and is not read; undefined for everybody else's. */
function describeUnread(
  key: string,
  { hcsshim }: Target,
  uriScheme: string | undefined,
): readonly string[] | undefined {
  const removed = removedKeys.get(key);
  if (removed !== undefined) {
    const advice = removed.newKey === null ? "" : `\n\nWrite ${inlineCode(removed.newKey)}.`;
    const state = removed.readBy[hcsshim]
      ? `hcsshim ${hcsshim} still reads this key.`
      : "hcsshim does not read this key.";
    return [`**${inlineCode(key)}**`, `${state} ${removed.note}${advice}`];
  }
  if (!isMeantForUs(key)) return undefined;
  const meant = probablyMeant(key);
  const help = ruleLink(uriScheme, "unknown-key");
  return [
    `**${inlineCode(key)}**`,
    `hcsshim does not know this key and ignores it.${meant === undefined ? "" : ` Did you mean ${inlineCode(meant)}?`}`,
    ...(help === undefined ? [] : [`[Rule unknown-key](${help.href})`]),
  ];
}
