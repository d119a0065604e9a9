import { problemLines } from "../problem-lines.ts";
import { counted, labeled, oneLine } from "../text.ts";
import type { CertificateChain } from "./certificate-chain.ts";
import type { IssuerVerdict } from "./did-x509.ts";
import type { Payload } from "./payload.ts";
import type { Receipt } from "./receipt.ts";
import type { ReferenceInfo } from "./reference-info.ts";
import type { SignatureVerdict } from "./verify-signature.ts";

type Row = readonly [label: string, value: string];

export function renderReferenceInfo(info: ReferenceInfo): string {
  const { claims, hashEnvelope, payload } = info;
  const lines = [
    hashEnvelope === undefined ? "Reference info (COSE_Sign1)" : "Reference info, hash envelope (COSE_Sign1)",
    ...labeled([
      ["algorithm", info.algorithm],
      ["signature", signatureText(info.signature)],
      ["issuer", claims.issuer === undefined ? "(none)" : oneLine(claims.issuer)],
      ["", issuerText(info.issuer)],
      ["feed", claims.feed === undefined ? "(none)" : oneLine(claims.feed)],
      ...(claims.contentType === undefined ? [] : [["content type", claims.contentType] as const]),
      ...claims.others,
    ]),
    "",
    ...chainLines(info.chain),
    "",
  ];
  if (hashEnvelope !== undefined) {
    lines.push("Hash envelope: the payload is the hash of the document");
    lines.push(...labeled(hashRows(info)));
  }
  lines.push(...(hashEnvelope === undefined ? payloadLines(payload) : []));
  for (const [index, receipt] of info.receipts.entries()) lines.push("", ...receiptLines(receipt, index));
  lines.push(...problemLines(info.problems));
  return `${lines.join("\n").trimEnd()}\n`;
}

function signatureText(verdict: SignatureVerdict): string {
  switch (verdict.kind) {
    case "valid":
      return "valid, made with the leaf certificate's key";
    case "invalid":
      return "NOT VALID";
    case "unchecked":
      return `not checked: ${verdict.reason}`;
  }
}

function issuerText(verdict: IssuerVerdict): string {
  switch (verdict.kind) {
    case "match":
      return verdict.unchecked.length === 0
        ? "is the chain's"
        : `is the chain's; not checked: ${oneLine(verdict.unchecked.join(", "))}`;
    case "mismatch":
      return `IS NOT THE CHAIN'S: ${verdict.reason}`;
    case "other":
      return "is not a did:x509 that can be compared with the chain";
  }
}

const chainStates: Readonly<Record<CertificateChain["state"], string>> = {
  whole: "each signed by the next, the last by itself",
  open: "the last one's issuer is not in the file",
  broken: "BROKEN: not each is signed by the next",
};

function chainLines(chain: CertificateChain | undefined): string[] {
  if (chain === undefined) return ["Certificates: none"];
  const lines = [`Certificates: ${chain.certificates.length}, ${chainStates[chain.state]}`];
  for (const { subject, notBefore, notAfter, fingerprint, extendedKeyUsage } of chain.certificates) {
    lines.push(`  ${subject}`, `    ${notBefore} to ${notAfter}, SHA-256 ${fingerprint}`);
    if (extendedKeyUsage.length > 0) lines.push(`    extended key usage ${extendedKeyUsage.join(", ")}`);
  }
  return lines;
}

function hashRows({ hashEnvelope, payload }: ReferenceInfo): Row[] {
  const value = payload?.kind === "bytes" ? payload.hex : "(detached)";
  return [
    [hashEnvelope?.algorithm ?? "hash", value],
    ["of", hashEnvelope?.preimageType ?? "(type not said)"],
    ...(hashEnvelope?.location === undefined ? [] : [["found at", oneLine(hashEnvelope.location)] as const]),
  ];
}

function payloadLines(payload: Payload | undefined): string[] {
  switch (payload?.kind) {
    case undefined:
      return ["Payload: detached"];
    case "json":
      return ["Payload", ...labeled(payload.members)];
    case "text":
      return ["Payload", `  ${payload.text}`];
    case "bytes":
      return [`Payload: ${counted(payload.size, "byte")}`, `  ${payload.hex}`.trimEnd()];
  }
}

function receiptLines({ ledger, keyId, structure, proofs }: Receipt, index: number): string[] {
  const rows: Row[] = [
    ["ledger", ledger ?? "(not named)"],
    ["key", `${keyId ?? "(not named)"}; its signature is not checked: the service's key is not in the file`],
    ["structure", structure === 2 ? "CCF, SHA-256" : String(structure ?? "(not named)")],
    ...proofs.flatMap(({ coversMessage, root }): Row[] => [
      ["proof", coversMessage ? "covers this message" : "IS ABOUT ANOTHER MESSAGE"],
      ["root", root],
    ]),
  ];
  return [`Receipt ${index + 1}`, ...labeled(rows)];
}
