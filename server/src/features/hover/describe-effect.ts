import type { Effect } from "../../pods/effective/effect.ts";
import type { Road } from "../../pods/effective/road.ts";
import { escaped, inlineCode, shortCode } from "../markdown/markdown.ts";

const shown = (value: string): string => (value === "" ? "empty" : shortCode(value));

/** What an annotation amounts to where it stands, as one paragraph; undefined where there is nothing to say. */
export function describeEffect(effect: Effect, written: string, road: Road): string | undefined {
  const lead = road.kind === "stopped" ? "If it arrived" : "Here";
  switch (effect.kind) {
    case "applied":
      return effect.value === written
        ? `**${lead}**: ${shown(written)} counts.`
        : `**${lead}**: ${shown(written)} counts as ${shown(effect.value)}.`;
    case "replaced":
      return `**${lead}**: ${shown(written)} becomes **${shown(effect.value)}**: ${effect.because}.`;
    case "ignored":
      return `**${lead}**: ignored, ${effect.because.replace(/\.$/, "")}.`;
    case "refused":
      return `**${lead}**: hcsshim refuses the pod: ${inlineCode(effect.because)}`;
    case "open":
      return undefined;
  }
}

/** Whether the annotation reaches the shim, as one paragraph; undefined where nothing is known. */
export function describeRoad(road: Road): string | undefined {
  switch (road.kind) {
    case "direct":
      return undefined;
    case "passed":
      return `**Road**: containerd passes the key on by runtime handler ${inlineCode(road.handler)}${road.note}.`;
    case "stopped":
      return `**Road**: it does not reach hcsshim: ${escaped(road.because)}.`;
    case "unknown-handler":
      return road.handler === undefined
        ? undefined
        : `**Road**: it reaches hcsshim if ${inlineCode("pod_annotations")} of runtime handler ${inlineCode(road.handler)} has it.`;
  }
}
