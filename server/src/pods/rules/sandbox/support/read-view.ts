import { lookup } from "../../../annotations/registry.ts";
import type { Annotation } from "../../../manifest/annotation-set.ts";
import type { RuleContext } from "../../rule.ts";

const views = new WeakMap<RuleContext, RuleContext>();

/** Whether the value is a text; what a null or a nested map was meant to say nobody knows. */
const isText = ({ valueType }: Annotation): boolean => valueType !== "null" && valueType !== "collection";

/**
 * The context as sandbox rules see it: without the keys that the target's hcsshim does not read (a pair of which that
 * release knows neither half is no pair), and without the values that are no texts. Keys that are not in the table stay.
 */
export function readView(context: RuleContext): RuleContext {
  const known = views.get(context);
  if (known !== undefined) return known;
  const { hcsshim } = context.target;
  const isRead = (key: string): boolean => lookup(key)?.readBy[hcsshim] ?? true;
  const view = context.set.annotations.every((annotation) => isText(annotation) && isRead(annotation.key))
    ? context
    : {
        set: context.set,
        target: context.target,
        text: context.text,
        get(key: string): Annotation | undefined {
          const annotation = isRead(key) ? context.get(key) : undefined;
          return annotation !== undefined && isText(annotation) ? annotation : undefined;
        },
        has: (key: string) => isRead(key) && context.has(key),
        mayHave: (key: string) => isRead(key) && context.mayHave(key),
        get resolved() {
          return context.resolved;
        },
      };
  views.set(context, view);
  return view;
}
