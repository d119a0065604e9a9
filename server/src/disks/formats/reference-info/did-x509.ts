import type { ChainCertificate } from "./certificate-chain.ts";

/** Whether a chain is the one that an issuer's did:x509 names; policies that we cannot check are listed. */
export type IssuerVerdict =
  | { readonly kind: "match"; readonly unchecked: readonly string[] }
  | { readonly kind: "mismatch"; readonly reason: string }
  /** Not a did:x509 with a SHA-256 fingerprint. */
  | { readonly kind: "other" };

/**
 * did:x509 (specification of Microsoft's did-x509): `did:x509:0:sha256:<fingerprint of a CA>::<policy>:…::<policy>:…`.
 * The policy `eku` is checked against the leaf, the fingerprint against every certificate but the leaf.
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
    const usage = /^eku:([0-9.]+)$/.exec(policy)?.[1];
    if (usage === undefined) unchecked.push(policy);
    else if (!leaf.extendedKeyUsage.includes(usage)) {
      return { kind: "mismatch", reason: `the leaf certificate does not have the extended key usage ${usage}` };
    }
  }
  return { kind: "match", unchecked };
}
