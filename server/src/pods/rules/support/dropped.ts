import { lookup } from "../../annotations/registry.ts";
import { assumeTarget } from "../../handlers/assume.ts";
import { passingList } from "../../handlers/passing.ts";
import type { AnnotationSet } from "../../manifest/annotation-set.ts";
import type { Target } from "../../target.ts";
import type { RuleContext } from "../rule.ts";
import { createContext } from "./context.ts";
import { passes } from "./handler.ts";

/** The keys of hcsshim's that the lists of a sandbox's handler do not let pass, each once; none where nobody names the handler. */
export function droppedKeys(written: AnnotationSet, target: Target): readonly string[] {
  const set = assumeTarget(written, target);
  if (set.carrier === "oci" || set.level !== "sandbox") return [];
  const list = passingList(set, target);
  if (list === undefined || list.handler.isAssumed) return [];
  const keys = new Set(set.annotations.map(({ key }) => key));
  return [...keys].filter((key) => lookup(key) !== undefined && !passes(key, list.patterns));
}

/** A sandbox as the shim gets it, where containerd drops these keys. */
export function withoutDropped(context: RuleContext, dropped: readonly string[]): RuleContext {
  if (dropped.length === 0) return context;
  const { target, text } = context;
  const set = assumeTarget(context.set, target);
  const lost = new Set(dropped);
  return createContext({ ...set, annotations: set.annotations.filter(({ key }) => !lost.has(key)) }, target, text);
}
