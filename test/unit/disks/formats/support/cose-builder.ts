import { constants, createHash, sign } from "node:crypto";
import { encodeArray, encodeBytes, encodeText } from "../../../../../server/src/disks/formats/cbor/encode-cbor.ts";
import { sigStructure } from "../../../../../server/src/disks/formats/reference-info/verify-signature.ts";
import type { Identity } from "./certificate-builder.ts";

/** A value to encode: maps keep their order. */
export type Cbor = number | string | boolean | null | Buffer | readonly Cbor[] | ReadonlyMap<number | string, Cbor>;

export function cbor(value: Cbor): Buffer {
  if (typeof value === "string") return encodeText(value);
  if (typeof value === "number") return integer(value);
  if (typeof value === "boolean") return Buffer.of(value ? 0xf5 : 0xf4);
  if (value === null) return Buffer.of(0xf6);
  if (Buffer.isBuffer(value)) return encodeBytes(value);
  if (value instanceof Map) return map([...value]);
  // What is left of the union is an array: Array.isArray does not narrow readonly ones.
  return encodeArray((value as readonly Cbor[]).map(cbor));
}

function integer(value: number): Buffer {
  const [major, argument] = value < 0 ? [0x20, -1 - value] : [0, value];
  if (argument < 24) return Buffer.of(major | argument);
  return argument < 0x100 ? Buffer.of(major | 24, argument) : Buffer.of(major | 25, argument >> 8, argument & 0xff);
}

function map(entries: readonly (readonly [number | string, Cbor])[]): Buffer {
  return Buffer.concat([
    Buffer.of(0xa0 | entries.length),
    ...entries.flatMap(([key, value]) => [cbor(key), cbor(value)]),
  ]);
}

export interface CoseOptions {
  readonly algorithm: number;
  readonly signer: Identity;
  readonly header: readonly (readonly [number | string, Cbor])[];
  readonly payload: Buffer;
  readonly unprotected?: (statement: Buffer) => Cbor;
}

const digests: ReadonlyMap<number, string> = new Map([
  [-7, "sha256"],
  [-35, "sha384"],
  [-36, "sha512"],
  [-37, "sha256"],
  [-38, "sha384"],
  [-39, "sha512"],
]);

/** A signed message; `unprotected` is told the message with an empty unprotected header, which receipts commit to. */
export function buildCose({ algorithm, signer, header, payload, unprotected }: CoseOptions): Buffer {
  const protectedBytes = cbor(new Map<number | string, Cbor>([[1, algorithm], ...header]));
  const signed = sigStructure(protectedBytes, payload);
  const key = signer.privateKey;
  const options =
    key.asymmetricKeyType === "rsa"
      ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : ({ key, dsaEncoding: "ieee-p1363" } as const);
  const signature = sign(digests.get(algorithm) ?? "sha256", signed, options);
  const message = (middle: Buffer): Buffer =>
    Buffer.concat([Buffer.of(0xd2, 0x84), cbor(protectedBytes), middle, cbor(payload), cbor(signature)]);
  const empty = Buffer.of(0xa0);
  return unprotected === undefined ? message(empty) : message(cbor(unprotected(message(empty))));
}

export function sha256(...parts: readonly Uint8Array[]): Buffer {
  return createHash("sha256").update(Buffer.concat(parts)).digest();
}
