import { lookup } from "../../../annotations/registry.ts";
import type { RuleContext } from "../../rule.ts";

const views = new WeakMap<RuleContext, RuleContext>();

/**
 * The context without the keys that the target's hcsshim does not read: a pair of which that release knows neither half is
 * no pair. Keys that are not in the table stay.
 */
export function readView(context: RuleContext): RuleContext {
  const { hcsshim } = context.target;
  const isRead = (key: string): boolean => lookup(key)?.readBy[hcsshim] ?? true;
  const known = views.get(context);
  if (known !== undefined) return known;
  const view = context.set.annotations.every(({ key }) => isRead(key))
    ? context
    : {
        set: context.set,
        target: context.target,
        text: context.text,
        get: (key: string) => (isRead(key) ? context.get(key) : undefined),
        has: (key: string) => isRead(key) && context.has(key),
        get resolved() {
          return context.resolved;
        },
      };
  views.set(context, view);
  return view;
}
