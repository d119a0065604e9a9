import { type Arrival, describeArrival } from "../../pods/effective/arrival.ts";
import { handlerOf, whyHandler } from "../../pods/handlers/handler.ts";
import { inlineCode, shortCode } from "../markdown/markdown.ts";

/** What an annotations map makes of its pod, and what it gets besides, in Markdown; undefined where nothing is resolved. */
export function describeSet(arrival: Arrival): string | undefined {
  const { set, target, resolved } = arrival.view;
  if (resolved === undefined) return undefined;
  const handler = handlerOf(set, target);
  const added = [...resolved.added].map(([key, { value, source }]) => {
    const [option = source] = source.split(" of ", 1);
    return `- ${inlineCode(key)}: ${shortCode(value)} (${option})`;
  });
  return [
    `**${describeArrival(arrival)}**`,
    ...resolved.refusals.slice(0, 1).map(({ message }) => `hcsshim refuses the pod: ${inlineCode(message)}`),
    handler === undefined ? "" : `Runtime handler: ${inlineCode(handler.name)}${whyHandler(handler)}.`,
    arrival.dropped.length === 0
      ? ""
      : `containerd drops these keys before hcsshim sees them: ${arrival.dropped.map((key) => inlineCode(key)).join(", ")}.`,
    added.length === 0 ? "" : `Its options in ${target.containerd?.fileName} add:\n\n${added.join("\n")}`,
  ]
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}
