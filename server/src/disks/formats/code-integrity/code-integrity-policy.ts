import { type Problem, ProblemLog } from "../../problem.ts";
import { derTag } from "../asn1/der.ts";
import { looksLikeSignedData, readSignedData, type SignedData } from "../asn1/signed-data.ts";
import { knownPolicyName, policyIdOfFileName } from "./known-policies.ts";
import { type PolicyIdentity, readPolicyBody } from "./policy-body.ts";
import { headerSize, looksLikePolicy, type PolicyHeader, readPolicyHeader } from "./policy-header.ts";
import { PolicyReader } from "./policy-reader.ts";

/** A code-integrity policy (`.cip`, `SiPolicy.p7b`, `winsipolicy.p7b`), or another signed list such as `boot.stl`. */
export interface CodeIntegrityPolicy {
  /** `undefined`: what is signed is no such policy. */
  readonly header: PolicyHeader | undefined;
  readonly identity: PolicyIdentity;
  /** The id in the file's name. */
  readonly fileId: string | undefined;
  /** The name that Windows' own policies are known by, for one without a name in it. */
  readonly knownName: string | undefined;
  /** `undefined`: not signed. */
  readonly signed: SignedData | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Reads a policy by name and id, signed or not. One that is named after its id still has that where nothing in it can be read.
 * @throws DiskError where it is neither a policy nor signed data, and its name does not say what it is.
 */
export function readCodeIntegrityPolicy(bytes: Buffer, fileName: string): CodeIntegrityPolicy {
  const log = new ProblemLog();
  const fileId = policyIdOfFileName(fileName);
  const tolerant = <T>(read: () => T): T | undefined => (fileId === undefined ? read() : log.attempt(read));
  const signed = looksLikeSignedData(bytes) ? tolerant(() => readSignedData(bytes)) : undefined;
  const at = policyStart(signed);
  const otherContent = signed !== undefined && !looksLikePolicy(bytes, at);
  const header = otherContent ? undefined : tolerant(() => readPolicyHeader(bytes, at));
  const identity: PolicyIdentity = {
    name: undefined,
    infoId: undefined,
    policyId: undefined,
    basePolicyId: undefined,
  };
  if (header !== undefined) {
    const body = new PolicyReader(bytes.subarray(0, signed?.content?.end), at + headerSize);
    log.attempt(() => readPolicyBody(body, header, identity), "policy");
  }
  if (fileId !== undefined && identity.policyId !== undefined && fileId !== identity.policyId) {
    log.add("policy-name", `The file is named after {${fileId}}; it holds the policy {${identity.policyId}}.`, at);
  }
  const knownName = knownPolicyName(identity.policyId ?? fileId ?? "");
  return { header, identity, fileId, knownName, signed, problems: log.problems };
}

/** The signed content is an octet string with the policy, or the policy itself. */
function policyStart(signed: SignedData | undefined): number {
  const content = signed?.content;
  if (content === undefined) return 0;
  return content.tag === derTag.octetString ? content.contentStart : content.start;
}
