import { createHash } from "node:crypto";
import { type Problem, ProblemLog } from "../../problem.ts";
import { type Authenticode, readAuthenticode } from "./authenticode.ts";
import { readPeHeader } from "./pe-header.ts";
import { versionResource } from "./resources.ts";
import { readVersionInfo, type VersionInfo } from "./version-info.ts";

/** A boot loader or driver: which version it is and who signed it. */
export interface PortableExecutable {
  readonly size: number;
  /** SHA-256 of the file, in hex. */
  readonly sha256: string;
  readonly machine: number;
  readonly subsystem: number;
  readonly version: VersionInfo | undefined;
  /** `undefined`: not signed inside the file; a catalog may still cover it. */
  readonly signature: Authenticode | undefined;
  readonly problems: readonly Problem[];
}

/** @throws DiskError where the file is no PE image. */
export function readPortableExecutable(bytes: Buffer): PortableExecutable {
  const log = new ProblemLog();
  const header = readPeHeader(bytes);
  const resource = versionResource(bytes, header);
  return {
    size: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    machine: header.machine,
    subsystem: header.subsystem,
    version: resource && readVersionInfo(resource),
    signature: readAuthenticode(bytes, header, log),
    problems: log.problems,
  };
}
