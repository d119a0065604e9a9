// Checksums of structures: without putting them right again, most damage would be refused before its value is looked at.
import { checksumWithout, crc32, crc32c } from "../../server/src/disks/crc32.ts";
import { checksum as hiveChecksum } from "../../server/src/disks/formats/registry/hive-header.ts";
import { vhdChecksum } from "../../server/src/disks/image/vhd-footer.ts";

/** Bytes from a structure's start in which its checksums are. */
export const sealSize = 512;

/** Puts the checksums of the structure at `start` right. */
type Seal = (image: Buffer, start: number) => void;

const crcAt =
  (crc: (bytes: Uint8Array) => number, at: number, size: (bytes: Buffer) => number): Seal =>
  (image, start) => {
    const bytes = image.subarray(start);
    bytes.writeUInt32LE(checksumWithout(crc, bytes.subarray(0, size(bytes)), at), at);
  };
const vhdAt =
  (at: number, size: number): Seal =>
  (image, start) => {
    const bytes = image.subarray(start, start + size);
    bytes.writeUInt32BE(vhdChecksum(bytes, at), at);
  };

/** By the letters that a structure begins with. */
const seals: readonly (readonly [letters: string, Seal])[] = [
  ["head", crcAt(crc32c, 4, () => 4096)],
  ["regi", crcAt(crc32c, 4, () => 65_536)],
  ["loge", crcAt(crc32c, 4, (bytes) => bytes.readUInt32LE(8))],
  ["GUESTRTS", crcAt(crc32, 12, (bytes) => bytes.readUInt32LE(20))],
  ["conectix", vhdAt(64, 512)],
  ["cxsparse", vhdAt(36, 1024)],
  ["regf", (image, start) => void image.writeUInt32LE(hiveChecksum(image.subarray(start)), start + 508)],
  [
    "EFI PART",
    (image, start) => {
      // Sectors of 512 bytes: others are refused as they are.
      const table = start + (image.readUInt32LE(start + 72) - image.readUInt32LE(start + 24)) * 512;
      const size = image.readUInt32LE(start + 80) * image.readUInt32LE(start + 84);
      if (table >= 0 && table + size <= image.length) {
        image.writeUInt32LE(crc32(image.subarray(table, table + size)), start + 88);
      }
      crcAt(crc32, 16, () => 92)(image, start);
    },
  ],
];

/** Where an image has structures with checksums, and what puts each right. */
export function sealsOf(image: Buffer): readonly { readonly start: number; readonly seal: Seal }[] {
  const found: { start: number; seal: Seal }[] = [];
  for (let start = 0; start + sealSize <= image.length; start += sealSize) {
    const text = image.toString("latin1", start, start + 8);
    const known = seals.find(([letters]) => text.startsWith(letters));
    if (known === undefined) continue;
    const before = Buffer.from(image.subarray(start, start + sealSize));
    const seal = known[1];
    seal(image, start);
    // What only looks like a structure has another number there.
    if (image.subarray(start, start + sealSize).equals(before)) found.push({ start, seal });
    else before.copy(image, start);
  }
  return found;
}
