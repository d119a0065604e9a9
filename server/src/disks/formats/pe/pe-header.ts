import { DiskError } from "../../problem.ts";
import { need } from "../need.ts";

/** A PE image's headers (Microsoft "PE Format"), as far as version and signature need them. */
export interface PeHeader {
  readonly machine: number;
  readonly subsystem: number;
  /** Offset of the optional header's checksum, which signatures leave out. */
  readonly checksumAt: number;
  /** Offset of the certificate table's directory entry, which signatures leave out. */
  readonly certificateEntryAt: number | undefined;
  /** Certificates: offset and size in the file, as said; not checked. */
  readonly certificates: { readonly offset: number; readonly size: number } | undefined;
  /** Resources: address when loaded, and size. */
  readonly resources: { readonly address: number; readonly size: number } | undefined;
  readonly sections: readonly PeSection[];
}

export interface PeSection {
  readonly address: number;
  readonly offset: number;
  readonly size: number;
}

const maxSections = 96;
const resourceDirectory = 2;
const certificateDirectory = 4;

/** @throws DiskError `pe-unknown` where the file is no PE image, `cut-off` where it ends in its headers. */
export function readPeHeader(bytes: Buffer): PeHeader {
  if (bytes.length < 64 || bytes.toString("latin1", 0, 2) !== "MZ") {
    throw new DiskError("pe-unknown", "No PE image: it does not begin with MZ.", 0);
  }
  const pe = bytes.readUInt32LE(60);
  need(bytes, pe, 24 + 96, "PE header");
  if (bytes.toString("latin1", pe, pe + 4) !== "PE\0\0") {
    throw new DiskError("pe-unknown", `No PE image: there is no PE header at offset ${pe}.`, pe);
  }
  const optional = pe + 24;
  const magic = bytes.readUInt16LE(optional);
  if (magic !== 0x10b && magic !== 0x20b) {
    throw new DiskError("pe-unknown", "The optional header is neither PE32 nor PE32+.", optional);
  }
  const directoriesAt = optional + (magic === 0x20b ? 112 : 96);
  need(bytes, directoriesAt - 4, 4, "PE header");
  const directoryCount = Math.min(16, bytes.readUInt32LE(directoriesAt - 4));
  const directory = (index: number): readonly [number, number] | undefined => {
    const at = directoriesAt + index * 8;
    if (index >= directoryCount || at + 8 > bytes.length) return undefined;
    const [where, size] = [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4)];
    return where !== 0 && size !== 0 ? [where, size] : undefined;
  };
  const certificates = directory(certificateDirectory);
  const resources = directory(resourceDirectory);
  return {
    machine: bytes.readUInt16LE(pe + 4),
    subsystem: bytes.readUInt16LE(optional + 68),
    checksumAt: optional + 64,
    certificateEntryAt: directoryCount > certificateDirectory ? directoriesAt + certificateDirectory * 8 : undefined,
    certificates: certificates && { offset: certificates[0], size: certificates[1] },
    resources: resources && { address: resources[0], size: resources[1] },
    sections: readSections(bytes, optional + bytes.readUInt16LE(pe + 20), bytes.readUInt16LE(pe + 6)),
  };
}

function readSections(bytes: Buffer, tableAt: number, count: number): PeSection[] {
  const sections: PeSection[] = [];
  for (let index = 0; index < Math.min(count, maxSections); index++) {
    const at = tableAt + index * 40;
    if (at + 40 > bytes.length) break;
    sections.push({
      address: bytes.readUInt32LE(at + 12),
      size: bytes.readUInt32LE(at + 16),
      offset: bytes.readUInt32LE(at + 20),
    });
  }
  return sections;
}

/** Where a loaded address is in the file; `undefined`: in no section. */
export function fileOffset(header: PeHeader, address: number): number | undefined {
  const section = header.sections.find(
    (candidate) => address >= candidate.address && address < candidate.address + candidate.size,
  );
  return section && section.offset + (address - section.address);
}
