import { handlerOf, whyHandler } from "../../pods/handlers/handler.ts";
import type { RuleContext } from "../../pods/rules/rule.ts";
import { describeSandbox } from "../../pods/uvm/summary.ts";
import { inlineCode, shortCode } from "../authoring/markdown.ts";

/** What an annotations map makes of its pod, and what it gets besides, in Markdown; undefined where nothing is resolved. */
export function describeSet({ set, target, resolved }: RuleContext): string | undefined {
  if (resolved === undefined) return undefined;
  const handler = handlerOf(set, target);
  const added = [...resolved.added].map(([key, { value, source }]) => {
    const [option = source] = source.split(" of ", 1);
    return `- ${inlineCode(key)}: ${shortCode(value)} (${option})`;
  });
  return [
    `**${describeSandbox(resolved, target.hostProcessors)}**`,
    ...resolved.refusals.slice(0, 1).map(({ message }) => `hcsshim refuses the pod: ${inlineCode(message)}`),
    handler === undefined ? "" : `Runtime handler: ${inlineCode(handler.name)}${whyHandler(handler)}.`,
    added.length === 0 ? "" : `Its options in ${target.containerd?.fileName} add:\n\n${added.join("\n")}`,
  ]
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}
