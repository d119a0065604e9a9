import { X509Certificate } from "node:crypto";
import { guidLe } from "../../fields.ts";
import { oneLine } from "../text.ts";

/** What a signature database variable holds (UEFI specification, EFI_SIGNATURE_LIST). */
export interface SignatureDatabase {
  /** Subjects of the certificates, in their order. */
  readonly certificates: readonly string[];
  /** How many SHA-256 hashes of images. */
  readonly hashes: number;
  /** How many signatures of other kinds. */
  readonly others: number;
}

const x509Type = "a5c059a1-94e4-4aa7-87b5-ab155c2bf072";
const sha256Type = "c1c41626-504c-4092-aca9-41f936934328";
const listHeaderSize = 28;
const ownerSize = 16;

/** `undefined` where the bytes are no signature lists from the first to the last. */
export function readSignatureLists(data: Buffer): SignatureDatabase | undefined {
  const certificates: string[] = [];
  let [hashes, others] = [0, 0];
  for (let at = 0; at < data.length; ) {
    if (at + listHeaderSize > data.length) return undefined;
    const type = guidLe(data, at);
    const [listSize, extra, size] = [16, 20, 24].map((field) => data.readUInt32LE(at + field));
    if (listSize === undefined || extra === undefined || size === undefined) return undefined;
    const start = at + listHeaderSize + extra;
    const end = at + listSize;
    if (size <= ownerSize || start > end || end > data.length || (end - start) % size !== 0) return undefined;
    for (let entry = start; entry < end; entry += size) {
      if (type === x509Type) certificates.push(subject(data.subarray(entry + ownerSize, entry + size)));
      else if (type === sha256Type) hashes++;
      else others++;
    }
    at = end;
  }
  return { certificates, hashes, others };
}

function subject(der: Buffer): string {
  try {
    return oneLine(new X509Certificate(der).subject.split("\n").join(", "));
  } catch {
    // The crypto library's reason names its own internals; that the certificate cannot be read is all there is to say.
    return "(a certificate that cannot be read)";
  }
}
