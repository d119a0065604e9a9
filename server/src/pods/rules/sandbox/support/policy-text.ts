import { decodeBase64 } from "../../../annotations/base64.ts";
import type { GoResult } from "../../../annotations/go-values.ts";
import type { Annotation } from "../../../manifest/annotation-set.ts";

/** A security policy's text; `utf8` is false where its bytes are no UTF-8, which Rego must be. */
export interface PolicyText {
  readonly text: string;
  readonly utf8: boolean;
}

const decoded = new WeakMap<Annotation, GoResult<PolicyText>>();

/** What hcsshim decodes from a policy annotation, or Go's own error. Decoded once: policies are large. */
export function policyText(policy: Annotation): GoResult<PolicyText> {
  const known = decoded.get(policy);
  if (known !== undefined) return known;
  const bytes = decodeBase64(policy.value);
  const result: GoResult<PolicyText> = bytes.ok ? { ok: true, value: readUtf8(bytes.value) } : bytes;
  decoded.set(policy, result);
  return result;
}

function readUtf8(bytes: Uint8Array): PolicyText {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), utf8: true };
  } catch {
    return { text: new TextDecoder().decode(bytes), utf8: false };
  }
}
