import { X509Certificate } from "node:crypto";
import { DiskError } from "../../problem.ts";
import { oneLine } from "../text.ts";
import { type DerElement, derChildren, derContent, derOid, derTag, readDer } from "./der.ts";

/** A PKCS #7 SignedData (RFC 2315), as far as it says who signed what. */
export interface SignedData {
  /** OID of what is signed. */
  readonly contentType: string;
  /** What is signed, the element inside the explicit tag; `undefined`: detached. */
  readonly content: DerElement | undefined;
  /** Subjects of the signers' certificates, or their serial numbers where a certificate is missing. */
  readonly signers: readonly string[];
  /** Subjects of all certificates, in their order. */
  readonly certificates: readonly string[];
}

const signedDataType = "1.2.840.113549.1.7.2";
const maxCertificates = 100;
const maxSigners = 16;

/** Whether the bytes begin as a SignedData does; cheap, for telling formats apart. */
export function looksLikeSignedData(bytes: Buffer): boolean {
  return bytes[0] === derTag.sequence && bytes.subarray(0, 24).includes(Buffer.from("06092a864886f70d010702", "hex"));
}

/**
 * Reads the SignedData between `start` and `end`; positions are of `bytes`. Nothing is verified here.
 * @throws DiskError `der` or `pkcs7` where it is none.
 */
export function readSignedData(bytes: Buffer, start = 0, end = bytes.length): SignedData {
  const [type, wrapped] = derChildren(bytes, readDer(bytes, start, end));
  if (derOid(bytes, type) !== signedDataType || wrapped === undefined) {
    throw new DiskError("pkcs7", "No PKCS #7 signed data.", start);
  }
  const [, , encapsulated, ...rest] = derChildren(bytes, readDer(bytes, wrapped.contentStart, wrapped.end));
  if (encapsulated === undefined) throw new DiskError("pkcs7", "The signed data has no content.", wrapped.start);
  const [contentType, explicit] = derChildren(bytes, encapsulated);
  const certificates = readCertificates(
    bytes,
    rest.find(({ tag }) => tag === derTag.context0),
  );
  const signerInfos = rest.findLast(({ tag }) => tag === derTag.set);
  return {
    contentType: derOid(bytes, contentType),
    content: explicit && readDer(bytes, explicit.contentStart, explicit.end),
    signers: signerInfos
      ? derChildren(bytes, signerInfos)
          .slice(0, maxSigners)
          .map((signer) => signerName(bytes, signer, certificates))
      : [],
    certificates: certificates.map(subject),
  };
}

function readCertificates(bytes: Buffer, set: DerElement | undefined): X509Certificate[] {
  if (set === undefined) return [];
  return derChildren(bytes, set)
    .slice(0, maxCertificates)
    .flatMap(({ start, end }) => {
      try {
        return [new X509Certificate(bytes.subarray(start, end))];
      } catch {
        return [];
      }
    });
}

/** SignerInfo: version, then issuer and serial number. */
function signerName(bytes: Buffer, signer: DerElement, certificates: readonly X509Certificate[]): string {
  const [, issuerAndSerial] = derChildren(bytes, signer);
  if (issuerAndSerial?.tag !== derTag.sequence) return "(not named by its certificate)";
  const serial = derChildren(bytes, issuerAndSerial).find(({ tag }) => tag === derTag.integer);
  if (serial === undefined) return "(not named by its certificate)";
  const number = plain(derContent(bytes, serial).toString("hex"));
  const certificate = certificates.find((candidate) => plain(candidate.serialNumber) === number);
  return certificate ? subject(certificate) : `serial number ${number}`;
}

function plain(hex: string): string {
  return hex.toLowerCase().replace(/^0+(?=.)/, "");
}

function subject(certificate: X509Certificate): string {
  return oneLine((certificate.subject ?? "").split("\n").join(", ")) || "(no name)";
}
