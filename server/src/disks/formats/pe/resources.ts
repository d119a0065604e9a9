import { fileOffset, type PeHeader } from "./pe-header.ts";

const versionType = 16;
const subdirectory = 0x80000000;
const maxEntries = 4096;

/** The version resource's bytes, the first language's; `undefined`: none, or not where it is said to be. */
export function versionResource(bytes: Buffer, header: PeHeader): Buffer | undefined {
  const base = header.resources && fileOffset(header, header.resources.address);
  if (base === undefined) return undefined;
  // Type, name, language: three levels, then the data's entry.
  const types = entries(bytes, base, 0);
  const names = types.find(({ id }) => id === versionType);
  const languages = names && firstBelow(bytes, base, names.offset);
  const data = languages === undefined ? undefined : firstBelow(bytes, base, languages);
  if (data === undefined || data & subdirectory || base + data + 8 > bytes.length) return undefined;
  const at = fileOffset(header, bytes.readUInt32LE(base + data));
  const size = bytes.readUInt32LE(base + data + 4);
  return at !== undefined && at + size <= bytes.length ? bytes.subarray(at, at + size) : undefined;
}

interface ResourceEntry {
  readonly id: number;
  /** From the start of the resources, with the bit that says whether a directory is there. */
  readonly offset: number;
}

function firstBelow(bytes: Buffer, base: number, offset: number): number | undefined {
  if (!(offset & subdirectory)) return undefined;
  return entries(bytes, base, offset & ~subdirectory)[0]?.offset;
}

function entries(bytes: Buffer, base: number, offset: number): ResourceEntry[] {
  const at = base + offset;
  if (at + 16 > bytes.length) return [];
  const count = Math.min(maxEntries, bytes.readUInt16LE(at + 12) + bytes.readUInt16LE(at + 14));
  const found: ResourceEntry[] = [];
  for (let index = 0; index < count && at + 24 + index * 8 <= bytes.length; index++) {
    const entryAt = at + 16 + index * 8;
    found.push({ id: bytes.readUInt32LE(entryAt), offset: bytes.readUInt32LE(entryAt + 4) });
  }
  return found;
}
