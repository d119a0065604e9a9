import { oneLine } from "../text.ts";

/** A version resource (VS_VERSIONINFO). */
export interface VersionInfo {
  /** `10.0.26100.1742`, from the fixed part. */
  readonly fileVersion: string | undefined;
  readonly productVersion: string | undefined;
  /** Texts of all languages, e.g. FileDescription; the first of each name. */
  readonly strings: ReadonlyMap<string, string>;
}

const fixedSignature = 0xfeef04bd;
const maxDepth = 4;
const maxStrings = 256;

/** A block: length u16, value length u16, type u16, name, then value and blocks, each on a multiple of four. */
export function readVersionInfo(resource: Buffer): VersionInfo {
  const strings = new Map<string, string>();
  let fixed: Buffer | undefined;

  const readBlock = (at: number, end: number, depth: number): number => {
    if (at + 6 > end || depth > maxDepth || strings.size >= maxStrings) return end;
    const length = resource.readUInt16LE(at);
    const blockEnd = Math.min(end, at + length);
    if (length < 6) return end;
    const name = zeroTerminated(resource, at + 6, blockEnd);
    const valueAt = aligned(at + 6 + name.length * 2 + 2);
    const isText = resource.readUInt16LE(at + 4) === 1;
    const valueSize = resource.readUInt16LE(at + 2) * (isText ? 2 : 1);
    const valueEnd = Math.min(blockEnd, valueAt + valueSize);
    if (depth === 0 && valueEnd - valueAt >= 52) fixed = resource.subarray(valueAt, valueEnd);
    if (depth === 3 && !strings.has(name))
      strings.set(oneLine(name), oneLine(zeroTerminated(resource, valueAt, blockEnd)));
    for (let child = aligned(valueEnd); depth < 3 && child < blockEnd; )
      child = aligned(readBlock(child, blockEnd, depth + 1));
    return blockEnd;
  };

  readBlock(0, resource.length, 0);
  const known = fixed?.readUInt32LE(0) === fixedSignature ? fixed : undefined;
  return { fileVersion: known && version(known, 8), productVersion: known && version(known, 16), strings };
}

function version(fixed: Buffer, at: number): string {
  return [at + 2, at, at + 6, at + 4].map((field) => fixed.readUInt16LE(field)).join(".");
}

function aligned(at: number): number {
  return (at + 3) & ~3;
}

function zeroTerminated(bytes: Buffer, at: number, end: number): string {
  let stop = at;
  while (stop + 2 <= end && bytes.readUInt16LE(stop) !== 0) stop += 2;
  return bytes.toString("utf16le", at, Math.max(at, stop));
}
