import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { der, octets, oid, sequence, set, small, utf8 } from "./der-builder.ts";

export interface Identity {
  readonly certificate: Buffer;
  readonly privateKey: KeyObject;
  readonly name: string;
  readonly serial: number;
}

export interface IdentityOptions {
  readonly name: string;
  readonly serial: number;
  /** Who signs; itself when absent. */
  readonly issuer?: Identity;
  readonly curve?: "P-256" | "P-384" | "P-521";
  /** An RSA key instead. */
  readonly rsa?: boolean;
  /** Extended key usage. */
  readonly usage?: string;
}

const ecdsaWithSha256 = sequence(oid("1.2.840.10045.4.3.2"));

function distinguishedName(text: string): Buffer {
  return sequence(set(sequence(oid("2.5.4.3"), utf8(text))));
}

function time(text: string): Buffer {
  return der(0x17, Buffer.from(text));
}

/** A certificate with a key of its own, valid 2026 to 2036, as small as X.509 allows. Issuers need EC keys. */
export function makeIdentity({ name, serial, issuer, curve = "P-256", rsa = false, usage }: IdentityOptions): Identity {
  const { privateKey, publicKey } = rsa
    ? generateKeyPairSync("rsa", { modulusLength: 2048 })
    : generateKeyPairSync("ec", { namedCurve: curve });
  const extension = usage === undefined ? [] : [sequence(oid("2.5.29.37"), octets(sequence(oid(usage))))];
  const content = sequence(
    der(0xa0, small(2)),
    small(serial),
    ecdsaWithSha256,
    distinguishedName(issuer?.name ?? name),
    sequence(time("260101000000Z"), time("360101000000Z")),
    distinguishedName(name),
    publicKey.export({ type: "spki", format: "der" }),
    ...(extension.length > 0 ? [der(0xa3, sequence(...extension))] : []),
  );
  const signature = sign("sha256", content, issuer?.privateKey ?? privateKey);
  const certificate = sequence(content, ecdsaWithSha256, der(3, Buffer.of(0), signature));
  return { certificate, privateKey, name, serial };
}

/** Issuer and serial number, as signatures name a certificate. */
export function issuerAndSerial({ name, serial }: Identity): Buffer {
  return sequence(distinguishedName(name), small(serial));
}
