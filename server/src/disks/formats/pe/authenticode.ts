import { createHash } from "node:crypto";
import { DiskError, type ProblemLog } from "../../problem.ts";
import { type DerElement, derChildren, derContent, derOid, derTag } from "../asn1/der.ts";
import { readSignedData } from "../asn1/signed-data.ts";
import type { PeHeader } from "./pe-header.ts";

/** An embedded Authenticode signature; whether its chain is trusted is not judged. */
export interface Authenticode {
  readonly signers: readonly string[];
  /** Name of the image hash's algorithm. */
  readonly digestAlgorithm: string;
  /** The image's hash that was signed, in hex. */
  readonly signedDigest: string;
  /** Whether the image still has that hash. */
  readonly intact: boolean;
}

const certificateHeader = 8;
const pkcsSignedData = 2;
const indirectData = "1.3.6.1.4.1.311.2.1.4";
const digests: ReadonlyMap<string, string> = new Map([
  ["1.3.14.3.2.26", "sha1"],
  ["2.16.840.1.101.3.4.2.1", "sha256"],
  ["2.16.840.1.101.3.4.2.2", "sha384"],
  ["2.16.840.1.101.3.4.2.3", "sha512"],
]);

/** The first signature; `undefined` where the image has none. What cannot be read is reported. */
export function readAuthenticode(bytes: Buffer, header: PeHeader, log: ProblemLog): Authenticode | undefined {
  const table = header.certificates;
  if (table === undefined) return undefined;
  return log.attempt(() => {
    if (table.offset + table.size > bytes.length || table.size < certificateHeader) {
      throw new DiskError(
        "pe-signature",
        `The signature is said to be at ${table.offset}, outside the file.`,
        table.offset,
      );
    }
    const length = bytes.readUInt32LE(table.offset);
    if (length < certificateHeader || length > table.size || bytes.readUInt16LE(table.offset + 6) !== pkcsSignedData) {
      throw new DiskError("pe-signature", "The signature is of an unknown kind or too long.", table.offset);
    }
    const signed = readSignedData(bytes, table.offset + certificateHeader, table.offset + length);
    if (signed.contentType !== indirectData || signed.content === undefined) {
      throw new DiskError("pe-signature", "The signature is not about a PE image.", table.offset);
    }
    const { algorithm, digest } = imageDigest(bytes, signed.content);
    const intact = imageHash(bytes, header, algorithm).equals(digest);
    if (!intact) log.add("pe-hash", "The image was changed after it was signed: its hash is another one.", 0);
    return { signers: signed.signers, digestAlgorithm: algorithm, signedDigest: digest.toString("hex"), intact };
  }, "signature");
}

/** SpcIndirectDataContent: what it is about, then algorithm and digest. */
function imageDigest(bytes: Buffer, content: DerElement): { readonly algorithm: string; readonly digest: Buffer } {
  const [, info] = derChildren(bytes, content);
  const [algorithmInfo, value] = info ? derChildren(bytes, info) : [];
  const oid = algorithmInfo && derOid(bytes, derChildren(bytes, algorithmInfo)[0]);
  const algorithm = digests.get(oid ?? "");
  if (algorithm === undefined || value?.tag !== derTag.octetString) {
    throw new DiskError("pe-signature", "The signature's image hash cannot be read.", content.start);
  }
  return { algorithm, digest: derContent(bytes, value) };
}

/** The image without its checksum, the certificate table's directory entry and the table itself (Authenticode PE, "Calculating the hash"). */
function imageHash(bytes: Buffer, header: PeHeader, algorithm: string): Buffer {
  const hash = createHash(algorithm);
  const entryAt = header.certificateEntryAt ?? header.checksumAt + 4;
  const skipped = header.certificateEntryAt === undefined ? 0 : 8;
  const tableAt = header.certificates?.offset ?? bytes.length;
  const tableEnd = Math.min(bytes.length, tableAt + (header.certificates?.size ?? 0));
  hash.update(bytes.subarray(0, header.checksumAt));
  hash.update(bytes.subarray(header.checksumAt + 4, entryAt));
  hash.update(bytes.subarray(entryAt + skipped, Math.max(entryAt + skipped, tableAt)));
  hash.update(bytes.subarray(tableEnd));
  return hash.digest();
}
