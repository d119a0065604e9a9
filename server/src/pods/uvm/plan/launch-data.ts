import { decodeBase64 } from "../../annotations/base64.ts";
import { sha256 } from "./sha256.ts";

/** The policy that was asked for last: it stays the same through most edits. */
let last: { readonly policy: string; readonly data: string | undefined } | undefined;

/**
 * `LaunchData`: base64 of the SHA-256 of the decoded policy (`NewSecurityPolicyDigest`), which the hardware reports as
 * host data. Undefined where the policy is not base64.
 */
export function launchData(policy: string): string | undefined {
  if (last?.policy !== policy) {
    const decoded = decodeBase64(policy);
    last = { policy, data: decoded.ok ? btoa(String.fromCharCode(...sha256(decoded.value))) : undefined };
  }
  return last.data;
}
