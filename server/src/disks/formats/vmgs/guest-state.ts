import { type ByteSource, maxReadLength } from "../../byte-source.ts";
import { guidLe } from "../../fields.ts";
import { type Problem, ProblemLog } from "../../problem.ts";
import { nvramId, provisioningMarkerId, uniqueIdId } from "./file-ids.ts";
import { readFileTable, type VmgsFile } from "./file-table.ts";
import { readVmgsHeader, type VmgsHeader } from "./header.ts";
import { type NvramVariable, readNvram } from "./nvram.ts";
import { type SecureBootState, secureBootState } from "./secure-boot.ts";

/** A VM guest state file (VMGS), as far as it may be shown. */
export interface GuestState {
  readonly header: VmgsHeader;
  readonly files: readonly VmgsFile[];
  /** `undefined`: none stored, or encrypted. */
  readonly variables: readonly NvramVariable[] | undefined;
  readonly secureBoot: SecureBootState | undefined;
  readonly uniqueId: string | undefined;
  /** The provisioning marker's JSON text. */
  readonly provisioning: string | undefined;
  readonly problems: readonly Problem[];
}

/** What a marker says is a few hundred bytes of JSON. */
const maxMarkerSize = 16 * 1024;

/**
 * Reads a VMGS from the disk inside its fixed VHD, or from that file itself: the footer is behind everything.
 * @throws DiskError where it is no VMGS, or no header or file table can be read.
 */
export function readGuestState(disk: ByteSource): GuestState {
  const log = new ProblemLog();
  const header = readVmgsHeader(disk, log);
  const files = readFileTable(disk, header, log);
  const content = (id: number, maxSize: number): { readonly bytes: Buffer; readonly offset: number } | undefined => {
    const file = files.find((candidate) => candidate.id === id);
    if (file === undefined || file.encrypted || file.size > maxSize) return undefined;
    const bytes = log.attempt(() => disk.read(file.offset, file.size), file.name);
    return bytes && { bytes, offset: file.offset };
  };
  const nvram = content(nvramId, maxReadLength);
  const variables = nvram && readNvram(nvram.bytes, nvram.offset, log);
  const unique = content(uniqueIdId, maxMarkerSize)?.bytes;
  return {
    header,
    files,
    variables,
    secureBoot: variables && secureBootState(variables),
    uniqueId: unique && unique.length >= 16 ? guidLe(unique, 0) : undefined,
    provisioning: content(provisioningMarkerId, maxMarkerSize)?.bytes.toString("utf8"),
    problems: log.problems,
  };
}
