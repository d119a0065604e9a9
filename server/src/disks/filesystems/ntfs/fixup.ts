import { DiskError } from "../../problem.ts";

/** Update sequences protect 512 bytes each, on disks with larger sectors too. */
const stride = 512;
/** The four letters as a little-endian number: records are read by the ten thousand. */
const signatures = { FILE: 0x454c4946, INDX: 0x58444e49 } as const;
const markedBad = 0x44414142;

/**
 * Checks the signature of a file record or index page and puts back the two bytes of each 512 that its update sequence
 * holds; writes into `bytes`, which must be the caller's own. @throws DiskError where it was not written in one piece.
 */
export function applyFixup(bytes: Buffer, signature: "FILE" | "INDX", what: string, offset: number): void {
  const found = bytes.readUInt32LE(0);
  if (found !== signatures[signature]) {
    const reason = found === markedBad ? "was marked as bad by a disk check" : "does not start with its signature";
    throw new DiskError("ntfs-signature", `${what} ${reason}.`, offset);
  }
  const at = bytes.readUInt16LE(4);
  const count = bytes.readUInt16LE(6);
  if (count !== bytes.length / stride + 1 || at + count * 2 > bytes.length) {
    throw new DiskError("ntfs-fixup", `${what} has an update sequence that does not fit its size.`, offset);
  }
  const expected = bytes.readUInt16LE(at);
  for (let index = 1; index < count; index++) {
    const end = index * stride - 2;
    if (bytes.readUInt16LE(end) !== expected) {
      throw new DiskError(
        "ntfs-fixup",
        `${what} was not written in one piece: update sequence differs at byte ${end}.`,
        offset,
      );
    }
    bytes.writeUInt16LE(bytes.readUInt16LE(at + index * 2), end);
  }
}
