import { constants, type KeyObject, verify } from "node:crypto";
import { encodeArray, encodeBytes, encodeText } from "../cbor/encode-cbor.ts";
import { type SignatureAlgorithm, signatureAlgorithm } from "./algorithms.ts";
import type { CoseSign1 } from "./cose-sign1.ts";

/** **unchecked**: it could not be computed, for the reason given. */
export type SignatureVerdict =
  | { readonly kind: "valid" }
  | { readonly kind: "invalid" }
  | { readonly kind: "unchecked"; readonly reason: string };

/** What is signed (RFC 9052, section 4.4), without external data. */
export function sigStructure(protectedBytes: Buffer, payload: Buffer): Buffer {
  return encodeArray([
    encodeText("Signature1"),
    encodeBytes(protectedBytes),
    encodeBytes(Buffer.alloc(0)),
    encodeBytes(payload),
  ]);
}

/** Checks the message's signature with the leaf certificate's key. */
export function verifySignature(
  message: CoseSign1,
  algorithmId: number | undefined,
  key: KeyObject | undefined,
): SignatureVerdict {
  const algorithm = signatureAlgorithm(algorithmId);
  if (algorithm === undefined) {
    return unchecked(algorithmId === undefined ? "no algorithm is named" : `the algorithm ${algorithmId} is not known`);
  }
  if (key === undefined) return unchecked("no certificate with a key came with it");
  if (message.payload === undefined) return unchecked("the payload is detached");
  try {
    return check(algorithm, sigStructure(message.protectedBytes, message.payload), key, message.signature);
  } catch (error) {
    return unchecked(error instanceof Error ? error.message : String(error));
  }
}

function check(algorithm: SignatureAlgorithm, signed: Buffer, key: KeyObject, signature: Buffer): SignatureVerdict {
  switch (algorithm.kind) {
    case "ecdsa":
      if (key.asymmetricKeyType !== "ec") return wrongKey(algorithm, key);
      return verdict(verify(algorithm.digest, signed, { key, dsaEncoding: "ieee-p1363" }, signature));
    case "rsa-pss": {
      if (!key.asymmetricKeyType?.startsWith("rsa")) return wrongKey(algorithm, key);
      const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
      return verdict(verify(algorithm.digest, signed, { key, ...padding }, signature));
    }
    case "eddsa":
      if (!key.asymmetricKeyType?.startsWith("ed")) return wrongKey(algorithm, key);
      return verdict(verify(null, signed, key, signature));
  }
}

function verdict(valid: boolean): SignatureVerdict {
  return { kind: valid ? "valid" : "invalid" };
}

function wrongKey({ name }: SignatureAlgorithm, key: KeyObject): SignatureVerdict {
  return unchecked(`${name} cannot be checked with a key of type ${key.asymmetricKeyType ?? "unknown"}`);
}

function unchecked(reason: string): SignatureVerdict {
  return { kind: "unchecked", reason };
}
