import { type Identity, issuerAndSerial } from "./certificate-builder.ts";
import { der, oid, sequence, set, small } from "./der-builder.ts";

/** PKCS #7 SignedData with this content; its signature is left empty, nobody here verifies it. */
export function buildSignedData(contentType: string, content: Buffer, signer: Identity): Buffer {
  const algorithm = sequence(oid("2.16.840.1.101.3.4.2.1"));
  const signerInfo = sequence(small(1), issuerAndSerial(signer), algorithm, algorithm, der(4, Buffer.alloc(8)));
  const signed = sequence(
    small(1),
    set(algorithm),
    sequence(oid(contentType), der(0xa0, content)),
    der(0xa0, signer.certificate),
    set(signerInfo),
  );
  return sequence(oid("1.2.840.113549.1.7.2"), der(0xa0, signed));
}
