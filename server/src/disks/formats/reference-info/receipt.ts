import { createHash } from "node:crypto";
import { DiskError, type ProblemLog } from "../../problem.ts";
import { type CborValue, cborBytes, cborGet, cborInteger, cborItems, cborText } from "../cbor/cbor-value.ts";
import { decodeCbor } from "../cbor/decode-cbor.ts";
import { oneLine } from "../text.ts";
import type { CoseSign1 } from "./cose-sign1.ts";
import { readCoseSign1 } from "./cose-sign1.ts";

/** A transparency service's statement that a message is in its ledger (SCITT receipts, CCF profile). */
export interface Receipt {
  readonly ledger: string | undefined;
  /** Identifier of the service's key: printable, or hex. */
  readonly keyId: string | undefined;
  /** Verifiable data structure; 2 is CCF's SHA-256 tree. */
  readonly structure: number | undefined;
  readonly proofs: readonly ReceiptProof[];
}

export interface ReceiptProof {
  /** Whether the ledger's leaf is about this very message. */
  readonly coversMessage: boolean;
  /** Root of the tree that the service signed, in hex. */
  readonly root: string;
}

const keyIdLabel = 4;
const cwtLabel = 15;
const structureLabel = 395;
const proofsLabel = 396;
const inclusionProofs = -1;
const maxReceipts = 16;
const maxPathLength = 64;

/** The receipts in the unprotected header; their signatures need the service's key, which is not in the file. */
export function readReceipts(
  value: CborValue | undefined,
  base: number,
  statement: Buffer,
  log: ProblemLog,
): readonly Receipt[] {
  const digest = sha256(statement);
  const items = cborItems(value) ?? [];
  if (items.length > maxReceipts) log.add("cose-receipt", `Of ${items.length} receipts ${maxReceipts} are read.`, base);
  return items.slice(0, maxReceipts).flatMap((item) => {
    const bytes = cborBytes(item);
    const at = base + item.end - (bytes?.length ?? 0);
    const receipt = log.attempt(() => {
      if (bytes === undefined) throw new DiskError("cose-receipt", "A receipt is not stored as bytes.", at);
      return readReceipt(readCoseSign1(bytes, at, log), at, digest, log);
    }, "receipt");
    return receipt === undefined ? [] : [receipt];
  });
}

function readReceipt(message: CoseSign1, at: number, statementDigest: Buffer, log: ProblemLog): Receipt {
  const header = message.protectedMap;
  const proofs = cborItems(cborGet(cborGet(message.unprotectedMap, proofsLabel), inclusionProofs)) ?? [];
  const ledger = cborText(cborGet(cborGet(header, cwtLabel), 1));
  return {
    ledger: ledger && oneLine(ledger),
    keyId: keyId(cborBytes(cborGet(header, keyIdLabel))),
    structure: cborInteger(cborGet(header, structureLabel)),
    proofs: proofs.slice(0, maxReceipts).flatMap((proof) => {
      const bytes = cborBytes(proof);
      const read =
        bytes &&
        log.attempt(() => readProof(decodeCbor(bytes, at + proof.end - bytes.length), statementDigest, at), "receipt");
      return read === undefined ? [] : [read];
    }),
  };
}

function keyId(bytes: Buffer | undefined): string | undefined {
  if (bytes === undefined) return undefined;
  const text = bytes.toString("latin1");
  return /^[\x21-\x7e]+$/.test(text) ? text : bytes.toString("hex");
}

/** Leaf: SHA-256(transaction hash, SHA-256(evidence), data hash); up the tree with the neighbors of the path. */
function readProof(proof: CborValue, statementDigest: Buffer, at: number): ReceiptProof {
  const [transaction, evidence, data] = cborItems(cborGet(proof, 1)) ?? [];
  const [transactionHash, dataHash, evidenceText] = [cborBytes(transaction), cborBytes(data), cborText(evidence)];
  const path = cborItems(cborGet(proof, 2));
  if (!transactionHash || !dataHash || evidenceText === undefined || !path || path.length > maxPathLength) {
    throw new DiskError("cose-receipt", "An inclusion proof has not the parts of a CCF proof.", at);
  }
  let hash = sha256(transactionHash, sha256(Buffer.from(evidenceText, "utf8")), dataHash);
  for (const step of path) {
    const [side, neighbor] = cborItems(step) ?? [];
    const bytes = cborBytes(neighbor);
    if (side?.kind !== "simple" || typeof side.value !== "boolean" || bytes === undefined) {
      throw new DiskError("cose-receipt", "A step of an inclusion proof is not a side and a hash.", at);
    }
    hash = side.value ? sha256(bytes, hash) : sha256(hash, bytes);
  }
  return { coversMessage: dataHash.equals(statementDigest), root: hash.toString("hex") };
}

function sha256(...parts: readonly Buffer[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}
