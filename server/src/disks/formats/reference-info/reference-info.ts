import { DiskError, type Problem, ProblemLog } from "../../problem.ts";
import { cborGet, cborInteger } from "../cbor/cbor-value.ts";
import { signatureAlgorithm } from "./algorithms.ts";
import { type CertificateChain, readCertificateChain } from "./certificate-chain.ts";
import { type Claims, type HashEnvelope, labels, readClaims, readHashEnvelope } from "./claims.ts";
import { readCoseSign1 } from "./cose-sign1.ts";
import { checkIssuer, type IssuerVerdict } from "./did-x509.ts";
import { bytePayload, type Payload, readPayload } from "./payload.ts";
import { type Receipt, readReceipts } from "./receipt.ts";
import { type SignatureVerdict, verifySignature } from "./verify-signature.ts";

/** UVM reference info: a signed statement of the measurement that a UVM has. */
export interface ReferenceInfo {
  /** Name of the signature algorithm, or its number. */
  readonly algorithm: string;
  readonly claims: Claims;
  readonly chain: CertificateChain | undefined;
  /** Whether the signature is that of the chain's leaf; says nothing about whether the chain's root is trusted. */
  readonly signature: SignatureVerdict;
  /** Whether the chain is the one that the issuer names. */
  readonly issuer: IssuerVerdict;
  /** `undefined`: the payload is the document itself. */
  readonly hashEnvelope: HashEnvelope | undefined;
  /** `undefined`: detached. */
  readonly payload: Payload | undefined;
  readonly receipts: readonly Receipt[];
  readonly problems: readonly Problem[];
}

/** Whether the first byte begins a tag or an array of CBOR (major types 6 and 4). */
function mayBeMessage(bytes: Buffer): boolean {
  const majorType = (bytes[0] ?? 0) >> 5;
  return majorType === 6 || majorType === 4;
}

/**
 * Reads and checks a reference info file (COSE_Sign1), as the guest gets it.
 * @throws DiskError where it is no COSE_Sign1.
 */
export function readReferenceInfo(bytes: Buffer): ReferenceInfo {
  const log = new ProblemLog();
  if (!mayBeMessage(bytes)) {
    throw new DiskError("cose-unknown", "No reference info: it does not begin with a COSE_Sign1 message.", 0);
  }
  const message = readCoseSign1(bytes, 0, log);
  const header = message.protectedMap;
  // Where the protected header's own bytes begin; all of its positions count from there.
  const headerBase = message.protectedBytes.byteOffset - bytes.byteOffset;
  const algorithmId = cborInteger(cborGet(header, labels.algorithm));
  const claims = readClaims(header);
  const chainValue = cborGet(header, labels.x5chain);
  const certificates = readCertificateChain(chainValue, headerBase, log);
  const chain = certificates?.chain;
  const signature = verifySignature(message, algorithmId, certificates?.leafKey);
  if (signature.kind === "invalid") {
    const at = bytes.length - message.signature.length;
    log.add("cose-signature", "The signature is wrong: header, payload or signature were changed after signing.", at);
  }
  if (chain?.state === "broken") {
    log.add(
      "cose-chain",
      "A certificate of the chain is not signed by the one after it.",
      headerBase + (chainValue?.start ?? 0),
    );
  }
  const issuer = checkIssuer(claims.issuer ?? "", chain?.certificates ?? []);
  if (issuer.kind === "mismatch")
    log.add("cose-issuer", `The issuer is not the chain's: ${issuer.reason}.`, headerBase);
  const hashEnvelope = readHashEnvelope(header);
  const receipts = readReceipts(cborGet(message.unprotectedMap, labels.receipts), 0, message.withoutUnprotected, log);
  if (receipts.some(({ proofs }) => proofs.some(({ coversMessage }) => !coversMessage))) {
    log.add("cose-receipt", "A receipt is about another message.", headerBase + message.protectedBytes.length);
  }
  return {
    algorithm: signatureAlgorithm(algorithmId)?.name ?? `algorithm ${algorithmId ?? "not named"}`,
    claims,
    chain,
    signature,
    issuer,
    hashEnvelope,
    payload: message.payload && (hashEnvelope ? bytePayload(message.payload) : readPayload(message.payload)),
    receipts,
    problems: log.problems,
  };
}
