import { type KeyObject, X509Certificate } from "node:crypto";
import type { ProblemLog } from "../../problem.ts";
import type { CborValue } from "../cbor/cbor-value.ts";
import { oneLine } from "../text.ts";

/** One certificate of the chain. */
export interface ChainCertificate {
  readonly subject: string;
  /** The subject's attributes, e.g. `CN=ContainerPlat`. */
  readonly attributes: readonly string[];
  readonly issuer: string;
  /** As the certificate says, in UTC: `2026-01-01T00:00:00Z`. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** Base64url of the SHA-256 of the certificate, as did:x509 writes it. */
  readonly fingerprint: string;
  /** Extended key usages as OIDs. */
  readonly extendedKeyUsage: readonly string[];
}

/** The certificates that came with a message, leaf first. */
export interface CertificateChain {
  readonly certificates: readonly ChainCertificate[];
  /** **whole**: each is signed by the next and the last by itself. **open**: the last one's issuer is not there. **broken**: a signature does not fit. */
  readonly state: "whole" | "open" | "broken";
}

/** A chain and what is needed to check what its leaf signed. */
export interface ReadChain {
  readonly chain: CertificateChain;
  /** `undefined`: there is no leaf, or its key is of a kind that cannot be read. */
  readonly leafKey: KeyObject | undefined;
}

/** cosesign1go accepts between 1 and 100. */
const maxCertificates = 100;

/** Reads `x5chain` (RFC 9360): one certificate as bytes, or an array of them. `base` is where `value`'s buffer stands in the file. */
export function readCertificateChain(
  value: CborValue | undefined,
  base: number,
  log: ProblemLog,
): ReadChain | undefined {
  if (value === undefined) return undefined;
  const items = value.kind === "array" ? value.items : [value];
  if (items.length === 0 || items.length > maxCertificates) {
    log.add(
      "cose-chain",
      `The chain has ${items.length} certificates; 1 to ${maxCertificates} are allowed.`,
      base + value.start,
    );
  }
  const parsed: X509Certificate[] = [];
  for (const item of items.slice(0, maxCertificates)) {
    const certificate = item.kind === "bytes" ? parse(item.value) : undefined;
    if (certificate === undefined) {
      log.add("cose-certificate", "A certificate of the chain cannot be read.", base + item.start);
      // What is signed by what can only be told of neighbors: the chain ends here.
      break;
    }
    parsed.push(certificate);
  }
  return {
    chain: { certificates: parsed.map(describe), state: chainState(parsed) },
    leafKey: parsed[0] && keyOf(parsed[0]),
  };
}

function parse(der: Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(der);
  } catch {
    return undefined;
  }
}

function keyOf(certificate: X509Certificate): KeyObject | undefined {
  try {
    return certificate.publicKey;
  } catch {
    return undefined;
  }
}

function describe(certificate: X509Certificate): ChainCertificate {
  return {
    subject: name(certificate.subject),
    attributes: (certificate.subject ?? "").split("\n").map(oneLine),
    issuer: name(certificate.issuer),
    notBefore: utc(certificate.validFrom),
    notAfter: utc(certificate.validTo),
    fingerprint: Buffer.from(certificate.fingerprint256.replaceAll(":", ""), "hex").toString("base64url"),
    // Node's types say string[], yet a certificate without the extension has undefined there.
    extendedKeyUsage: [...(certificate.keyUsage ?? [])],
  };
}

function name(lines: string | undefined): string {
  return oneLine((lines ?? "").split("\n").join(", ")) || "(no name)";
}

/** Node gives `Jan  1 00:00:00 2026 GMT`. */
function utc(text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? oneLine(text) : new Date(time).toISOString().replace(".000", "");
}

function chainState(chain: readonly X509Certificate[]): CertificateChain["state"] {
  for (const [index, certificate] of chain.entries()) {
    const issuer = chain[index + 1];
    if (issuer !== undefined && !isIssuedBy(certificate, issuer)) return "broken";
  }
  const last = chain.at(-1);
  return last !== undefined && isIssuedBy(last, last) ? "whole" : "open";
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  const key = keyOf(issuer);
  try {
    return certificate.checkIssued(issuer) && key !== undefined && certificate.verify(key);
  } catch {
    return false;
  }
}
