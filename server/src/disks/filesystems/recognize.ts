import type { ByteSource } from "../byte-source.ts";
import { guidLe, isZero } from "../fields.ts";
import type { DiskRange } from "../image/disk-image.ts";
import { totalLength } from "../image/ranges.ts";
import { entropy } from "./entropy.ts";

/** What a volume that is not read here seems to hold, and a sentence on why it is not read. */
export interface VolumeContent {
  readonly kind: "refs" | "bitlocker" | "exfat" | "cim" | "vmgs" | "linux" | "empty" | "looks-encrypted" | "unknown";
  readonly explanation: string;
}

/** The kinds in words. */
export const contentNames: Readonly<Record<VolumeContent["kind"], string>> = {
  refs: "ReFS",
  bitlocker: "BitLocker",
  exfat: "exFAT",
  cim: "CIM",
  vmgs: "VMGS",
  linux: "ext",
  empty: "empty",
  "looks-encrypted": "looks encrypted",
  unknown: "unknown content",
};

const sampleSize = 64 * 1024;
const maxSamples = 16;
const maxSearched = 2048;
/** Bits a byte; compressed data stays below, encrypted data and random bytes do not. */
const encryptedEntropy = 7.98;
const bitLockerGuids = ["4967d63b-2e29-4ad8-8399-f6a339e3d001", "92a84d3b-dd80-4d0e-9e4e-b1e3284eaed8"];

/** Recognizes a volume by its first sector. */
export function recognizeSector(sector: Buffer): VolumeContent | undefined {
  if (sector.length < 512) return undefined;
  const text = (at: number, length: number): string => sector.toString("latin1", at, at + length);
  if (text(3, 8) === "ReFS\0\0\0\0" && text(16, 4) === "FSRS") {
    const version = `${sector.readUInt8(40)}.${sector.readUInt8(41)}`;
    const explanation = `ReFS ${version}: its layout is not published, files cannot be listed. Container scratches are formatted so.`;
    return { kind: "refs", explanation };
  }
  if (text(3, 8) === "-FVE-FS-" || bitLockerGuids.includes(guidLe(sector, 424))) {
    return { kind: "bitlocker", explanation: "BitLocker: the volume is encrypted." };
  }
  if (text(3, 8) === "EXFAT   ") return { kind: "exfat", explanation: "exFAT is not read here." };
  if (text(0, 8) === "cimfile0") {
    return {
      kind: "cim",
      explanation: "Composite image (CIM): the layout of block CIMs is not published, files cannot be listed.",
    };
  }
  if (text(0, 8) === "GUESTRTS") {
    return { kind: "vmgs", explanation: "VM guest state (VMGS): no file system but a table of numbered files." };
  }
  return undefined;
}

/** Says what a volume without a readable file system holds. `stored`: the parts of the volume that are not zeros by default. */
export function recognizeVolume(volume: ByteSource, stored: readonly DiskRange[]): VolumeContent {
  if (volume.size >= 512) {
    const bySector = recognizeSector(volume.read(0, 512));
    if (bySector !== undefined) return bySector;
  }
  if (volume.size >= 2048 && volume.read(1024, 64).readUInt16LE(56) === 0xef53) {
    return { kind: "linux", explanation: "ext2, ext3 or ext4 is not read here." };
  }
  if (stored.length === 0) return { kind: "empty", explanation: "Nothing was ever written here." };
  const isWritten = (sample: Buffer): boolean => !isZero(sample);
  const written = samples(volume, stored).find(isWritten) ?? firstWritten(volume, stored);
  if (written === undefined) return { kind: "empty", explanation: "Only zeros were found here." };
  if (written.length >= 4096 && entropy(written) > limitFor(written.length)) {
    return { kind: "looks-encrypted", explanation: "The bytes look random, so they may be encrypted." };
  }
  return { kind: "unknown", explanation: "There is data here, but no file system that is known." };
}

/** Random bytes in a small sample miss 8 bits by about 128 / length / ln 2. */
function limitFor(length: number): number {
  return Math.min(encryptedEntropy, 8 - 400 / length);
}

/** Whether a disk is empty is looked at more closely than what is in it: the first 128 MiB as a whole, of more every so often a piece. */
function firstWritten(volume: ByteSource, stored: readonly DiskRange[]): Buffer | undefined {
  const total = totalLength(stored);
  const step = Math.max(1, Math.ceil(total / (maxSearched * sampleSize))) * sampleSize;
  let left = 2 * maxSearched;
  for (const { offset, length } of stored) {
    for (let at = offset; at < offset + length; at += step) {
      if (left-- === 0) return undefined;
      const sample = volume.read(at, Math.min(sampleSize, offset + length - at));
      if (!isZero(sample)) return sample;
    }
  }
  return undefined;
}

function samples(volume: ByteSource, stored: readonly DiskRange[]): Buffer[] {
  const places = stored.length >= maxSamples ? stored.map(({ offset }) => offset) : stored.flatMap(spread);
  const step = Math.max(1, Math.floor(places.length / maxSamples));
  return places
    .filter((_, index) => index % step === 0)
    .slice(0, maxSamples)
    .map((offset) => volume.read(offset, Math.min(sampleSize, volume.size - offset)));
}

/** Places over a range, its start first. */
function spread({ offset, length }: DiskRange): number[] {
  const count = Math.max(1, Math.min(maxSamples, Math.floor(length / sampleSize)));
  return Array.from({ length: count }, (_, index) => offset + Math.floor((length / count) * index));
}
