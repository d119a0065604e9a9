import { problemLines } from "../problem-lines.ts";
import { hex, labeled, oneLine } from "../text.ts";
import type { CodeIntegrityPolicy } from "./code-integrity-policy.ts";

type Row = readonly [label: string, value: string | undefined];

export function renderCodeIntegrityPolicy({
  header,
  identity,
  fileId,
  knownName,
  signed,
  problems,
}: CodeIntegrityPolicy): string {
  const id = identity.policyId ?? fileId;
  const base = identity.basePolicyId;
  const rows: Row[] = [
    ["name", identity.name ?? (knownName === undefined ? undefined : `${knownName} (by its id)`)],
    ["id", id && `{${id}}`],
    ["supplements", base && base !== id ? `{${base}}` : undefined],
    ["author's id", identity.infoId],
    ["version", header?.version],
    ["format", header && String(header.formatVersion)],
    ["type", header && `{${header.typeId}}`],
    ["options", header && hex(header.options, 8)],
    ["rules", header && `${header.fileRules} for files, ${header.signers} signers, ${header.scenarios} scenarios`],
    ["content", signed && !header ? `no policy but ${signed.contentType}` : undefined],
    ...(signed?.signers.map((signer): Row => ["signed by", signer]) ?? [["signed by", header && "nobody"]]),
  ];
  const known = rows.flatMap(([label, value]) => (value === undefined ? [] : [[label, oneLine(value)] as const]));
  return `${["Code-integrity policy", ...labeled(known), ...problemLines(problems)].join("\n")}\n`;
}
