/** How COSE's signature algorithms are computed with node:crypto (RFC 9053, RFC 8230). */
export type SignatureAlgorithm =
  | { readonly name: string; readonly kind: "ecdsa"; readonly digest: "sha256" | "sha384" | "sha512" }
  | { readonly name: string; readonly kind: "rsa-pss"; readonly digest: "sha256" | "sha384" | "sha512" }
  | { readonly name: string; readonly kind: "eddsa" };

const algorithms: ReadonlyMap<number, SignatureAlgorithm> = new Map<number, SignatureAlgorithm>([
  [-7, { name: "ES256", kind: "ecdsa", digest: "sha256" }],
  [-35, { name: "ES384", kind: "ecdsa", digest: "sha384" }],
  [-36, { name: "ES512", kind: "ecdsa", digest: "sha512" }],
  [-37, { name: "PS256", kind: "rsa-pss", digest: "sha256" }],
  [-38, { name: "PS384", kind: "rsa-pss", digest: "sha384" }],
  [-39, { name: "PS512", kind: "rsa-pss", digest: "sha512" }],
  [-8, { name: "EdDSA", kind: "eddsa" }],
]);

export function signatureAlgorithm(id: number | undefined): SignatureAlgorithm | undefined {
  return id === undefined ? undefined : algorithms.get(id);
}

const hashes: ReadonlyMap<number, string> = new Map([
  [-16, "SHA-256"],
  [-43, "SHA-384"],
  [-44, "SHA-512"],
]);

/** A hash algorithm of COSE (RFC 9054), for hash envelopes. */
export function hashName(id: number | undefined): string {
  if (id === undefined) return "unknown hash";
  return hashes.get(id) ?? `hash ${id}`;
}
