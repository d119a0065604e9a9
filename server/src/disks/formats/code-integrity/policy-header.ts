import { DiskError } from "../../problem.ts";
import { PolicyReader } from "./policy-reader.ts";

/** The fixed part of a binary code-integrity policy, as its decoders in the open describe it. */
export interface PolicyHeader {
  readonly formatVersion: number;
  readonly typeId: string;
  readonly platformId: string;
  /** Rule options; the top bit is always set in the file and left out here. */
  readonly options: number;
  readonly ekus: number;
  readonly fileRules: number;
  readonly signers: number;
  readonly scenarios: number;
  /** `10.0.26100.0`. */
  readonly version: string;
}

export const headerSize = 68;
const maxFormatVersion = 16;
const alwaysSet = 0x80000000;

/** Whether a policy can begin here. */
export function looksLikePolicy(bytes: Buffer, at = 0): boolean {
  if (at + headerSize > bytes.length) return false;
  const format = bytes.readUInt32LE(at);
  return (
    format >= 1 &&
    format <= maxFormatVersion &&
    (bytes.readUInt32LE(at + 36) & alwaysSet) !== 0 &&
    bytes.readUInt32LE(at + 64) === headerSize - 4
  );
}

/** @throws DiskError `policy-unknown` where none begins. */
export function readPolicyHeader(bytes: Buffer, at: number): PolicyHeader {
  if (!looksLikePolicy(bytes, at)) {
    throw new DiskError("policy-unknown", "No code-integrity policy: its header is not there.", at);
  }
  const reader = new PolicyReader(bytes, at);
  return {
    formatVersion: reader.u32("format version"),
    typeId: reader.guid("policy type"),
    platformId: reader.guid("platform"),
    options: reader.u32("options") & ~alwaysSet,
    ekus: reader.u32("EKUs"),
    fileRules: reader.u32("file rules"),
    signers: reader.u32("signers"),
    scenarios: reader.u32("signing scenarios"),
    version: reader.version("version"),
  };
}
