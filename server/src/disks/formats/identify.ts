import { looksLikeSignedData } from "./asn1/signed-data.ts";
import { looksLikePolicy } from "./code-integrity/policy-header.ts";

/** Files from debug artifacts that can be shown as text. */
export type ArtifactKind =
  | "boot-status-log"
  | "boot-configuration"
  | "guest-state"
  | "reference-info"
  | "portable-executable"
  | "code-integrity-policy";

/** How many bytes from a file's start {@link identifyArtifact} wants to see; fewer where the file is smaller. */
export const artifactHeadSize = 8192;

/** By name: also a damaged file of this name should be tried, so that its damage is explained. */
const byName: readonly (readonly [RegExp, ArtifactKind])[] = [
  [/^bootstat\.dat$/i, "boot-status-log"],
  [/^bcd(-.*|\.bak|\.backup)?$/i, "boot-configuration"],
  [/\.vmgs$/i, "guest-state"],
  [/\.cose$/i, "reference-info"],
  [/\.(cip|p7b)$/i, "code-integrity-policy"],
];

/** What a file is, by its first bytes and then by its name (the last part of its path); `undefined`: nothing that we show. */
export function identifyArtifact(name: string, head: Buffer): ArtifactKind | undefined {
  return byContent(head) ?? byName.find(([pattern]) => pattern.test(name))?.[1];
}

function byContent(head: Buffer): ArtifactKind | undefined {
  const text = (at: number, length: number): string => head.toString("latin1", at, at + length);
  if (text(0, 8) === "GUESTRTS" || text(512, 8) === "GUESTRTS" || text(4096, 8) === "GUESTRTS") return "guest-state";
  if (text(0, 2) === "MZ") return "portable-executable";
  // The name that a BCD store's root key has: other hives are none of ours.
  if (text(0, 4) === "regf") return head.includes("NewStoreRoot") ? "boot-configuration" : undefined;
  // COSE_Sign1: tag 18, array of four, protected header of two or more bytes' length.
  if (head[0] === 0xd2 && head[1] === 0x84) return "reference-info";
  if (isBootStatusLog(head, 0) || isBootStatusLog(head, 0x800)) return "boot-status-log";
  return looksLikeSignedData(head) || looksLikePolicy(head) ? "code-integrity-policy" : undefined;
}

/** Version 4 or 2 with its only header size and log size. */
function isBootStatusLog(head: Buffer, at: number): boolean {
  if (at + 24 > head.length || head.readUInt32LE(at + 8) !== 0x10000) return false;
  const [version, headerSize] = [head.readUInt32LE(at), head.readUInt32LE(at + 4)];
  return (version === 4 && headerSize === 24) || (version === 2 && headerSize === 16);
}
