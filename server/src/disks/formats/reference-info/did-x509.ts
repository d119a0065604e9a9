import type { ChainCertificate } from "./certificate-chain.ts";

/** Whether a chain is the one that an issuer's did:x509 names; policies that we cannot check are listed. */
export type IssuerVerdict =
  | { readonly kind: "match"; readonly unchecked: readonly string[] }
  | { readonly kind: "mismatch"; readonly reason: string }
  /** Not a did:x509 with a SHA-256 fingerprint. */
  | { readonly kind: "other" };

/**
 * did:x509 (specification of Microsoft's did-x509): `did:x509:0:sha256:<fingerprint of a CA>::<policy>:…::<policy>:…`.
 * The policies `eku` and `subject` are checked against the leaf, the fingerprint against every certificate but the leaf.
 */
export function checkIssuer(did: string, chain: readonly ChainCertificate[]): IssuerVerdict {
  const [method = "", ...policies] = did.split("::");
  const match = /^did:x509:0:sha256:([A-Za-z0-9_-]+)$/.exec(method);
  const fingerprint = match?.[1];
  if (fingerprint === undefined) return { kind: "other" };
  const [leaf, ...authorities] = chain;
  if (leaf === undefined || !authorities.some((certificate) => certificate.fingerprint === fingerprint)) {
    return { kind: "mismatch", reason: "no CA of the chain has the fingerprint that the issuer names" };
  }
  const unchecked: string[] = [];
  for (const policy of policies) {
    const verdict = checkPolicy(policy, leaf);
    if (verdict === "unchecked") unchecked.push(policy);
    else if (verdict !== "met") return { kind: "mismatch", reason: verdict.reason };
  }
  return { kind: "match", unchecked };
}

type PolicyVerdict = "met" | "unchecked" | { readonly reason: string };

function checkPolicy(policy: string, leaf: ChainCertificate): PolicyVerdict {
  const [name, ...values] = policy.split(":");
  const [usage] = values;
  if (name === "eku" && usage !== undefined && values.length === 1) {
    if (leaf.extendedKeyUsage.includes(usage)) return "met";
    return { reason: `the leaf certificate does not have the extended key usage ${usage}` };
  }
  return name === "subject" ? checkSubject(values, leaf) : "unchecked";
}

/** Pairs of attribute and percent-encoded value, which the leaf's subject must have. */
function checkSubject(pairs: readonly string[], leaf: ChainCertificate): PolicyVerdict {
  if (pairs.length === 0 || pairs.length % 2 !== 0) return "unchecked";
  for (let at = 0; at < pairs.length; at += 2) {
    const value = percentDecoded(pairs[at + 1] ?? "");
    const attribute = `${pairs[at]}=${value}`;
    if (leaf.attributes.includes(attribute)) continue;
    // Node escapes some characters in its own way: a difference in those says nothing.
    if (value === undefined || !/^[\w .()-]*$/.test(value)) return "unchecked";
    return { reason: `the leaf certificate's subject does not have ${attribute}` };
  }
  return "met";
}

function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
