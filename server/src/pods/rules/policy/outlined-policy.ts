import type { Annotation } from "../../manifest/annotation-set.ts";
import { outlineRego, type RegoOutline } from "../../policy/rego-outline.ts";
import type { RuleContext } from "../rule.ts";
import { policyText } from "../sandbox/support/policy-text.ts";
import { policyOf } from "../support/values.ts";

/** The policy that makes a pod confidential, where it is Rego with rules that a guest asks for. */
export interface OutlinedPolicy {
  readonly policy: Annotation;
  readonly text: string;
  readonly outline: RegoOutline;
}

/** The policy that was outlined last: a document is checked again with every edit, and its policy is mostly the same. */
let last: { readonly text: string; readonly outline: RegoOutline } | undefined;
const outlined = new WeakMap<Annotation, OutlinedPolicy>();

/** Undefined also for a policy of nothing but its package: it denies everything, but stands for one that is still to come. */
export function outlinedPolicy(context: RuleContext): OutlinedPolicy | undefined {
  const policy = policyOf(context);
  if (policy === undefined) return undefined;
  const known = outlined.get(policy) ?? outlineOf(policy);
  if (known === undefined) return undefined;
  outlined.set(policy, known);
  const { packageName, points } = known.outline;
  return packageName === "policy" && points.size > 0 ? known : undefined;
}

function outlineOf(policy: Annotation): OutlinedPolicy | undefined {
  const decoded = policyText(policy);
  if (!decoded.ok || !decoded.value.utf8) return undefined;
  const { text } = decoded.value;
  if (last?.text !== text) last = { text, outline: outlineRego(text) };
  return { policy, ...last };
}

/** Whether a text says a name at all, be it in a way that the outline does not understand. */
export const mentions = (text: string, name: string): boolean => new RegExp(`\\b${name}\\b`).test(text);

/** Compares versions `x.y.z`: below 0 where `a` is older. Undefined where one of them is none. */
export function compareVersions(a: string, b: string): number | undefined {
  const [left, right] = [partsOf(a), partsOf(b)];
  if (left === undefined || right === undefined) return undefined;
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}

function partsOf(version: string): readonly [number, number, number] | undefined {
  const [, major, minor, patch] = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})$/.exec(version) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}
