import type { GoResult } from "../../../annotations/go-values.ts";
import type { Annotation } from "../../../manifest/annotation-set.ts";
import { decodePolicyText, type PolicyText } from "../../../policy/decode-policy.ts";

const decoded = new WeakMap<Annotation, GoResult<PolicyText>>();

/** What hcsshim decodes from a policy annotation, or Go's own error. Decoded once: policies are large. */
export function policyText(policy: Annotation): GoResult<PolicyText> {
  let known = decoded.get(policy);
  if (known === undefined) {
    known = decodePolicyText(policy.value);
    decoded.set(policy, known);
  }
  return known;
}
