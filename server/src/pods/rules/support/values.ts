import { type GoResult, parseBool, parseInt32, parseUint32, parseUint64 } from "../../annotations/go-values.ts";
import type { Annotation } from "../../manifest/annotation-set.ts";
import { keys } from "../../uvm/annotation-keys.ts";
import type { RuleContext } from "../rule.ts";

/** The value as the shim's parser reads it; undefined where the key is absent, unknown or not parsable. */
function read<T>(context: RuleContext, name: string, parse: (text: string) => GoResult<T>): T | undefined {
  const annotation = context.get(name);
  if (annotation === undefined) return undefined;
  const result = parse(annotation.value);
  return result.ok ? result.value : undefined;
}

/** `strconv.ParseBool` of the key's value; undefined where absent, unknown or not parsable. */
export const readBool = (context: RuleContext, name: string): boolean | undefined => read(context, name, parseBool);

/** `strconv.ParseInt(…, 10, 32)` of the key's value; undefined where absent, unknown or not parsable. */
export const readInt32 = (context: RuleContext, name: string): number | undefined => read(context, name, parseInt32);

/** `strconv.ParseUint(…, 10, 32)` of the key's value; undefined where absent, unknown or not parsable. */
export const readUint32 = (context: RuleContext, name: string): number | undefined => read(context, name, parseUint32);

/** `strconv.ParseUint(…, 10, 64)` of the key's value; undefined where absent, unknown or not parsable. */
export const readUint64 = (context: RuleContext, name: string): bigint | undefined => read(context, name, parseUint64);

/** Whether the key's value parses to true. */
export const isTrue = (context: RuleContext, name: string): boolean => readBool(context, name) === true;

/** Whether the key's value parses to false; an absent key is neither true nor false. */
export const isFalse = (context: RuleContext, name: string): boolean => readBool(context, name) === false;

/** The keys of policies, whatever the platform. */
export const policyKeys: readonly string[] = [keys.wcowSecurityPolicy, keys.lcowSecurityPolicy];

/** The key of the policy that counts for the pod's platform. */
export const policyKey = (context: RuleContext): string =>
  context.set.platform.value === "wcow" ? keys.wcowSecurityPolicy : keys.lcowSecurityPolicy;

/** The policy annotation of the pod's platform where it makes the pod confidential: any text but the empty one does. */
export function policyOf(context: RuleContext): Annotation | undefined {
  const policy = context.get(policyKey(context));
  return policy === undefined || policy.value === "" ? undefined : policy;
}

/** Whether the pod is confidential; a policy whose text is not known yet (a template's) counts as one. */
export function isConfidential(context: RuleContext): boolean {
  const name = policyKey(context);
  return policyOf(context) !== undefined || (context.mayHave(name) && context.get(name) === undefined);
}
