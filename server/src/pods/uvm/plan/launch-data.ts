import { decodeBase64 } from "../../annotations/base64.ts";
import { sha256 } from "./sha256.ts";

/**
 * `LaunchData`: base64 of the SHA-256 of the decoded policy (`NewSecurityPolicyDigest`), which the hardware reports as
 * host data. Undefined where the policy is not base64.
 */
export function launchData(policy: string): string | undefined {
  const decoded = decodeBase64(policy);
  return decoded.ok ? btoa(String.fromCharCode(...sha256(decoded.value))) : undefined;
}
