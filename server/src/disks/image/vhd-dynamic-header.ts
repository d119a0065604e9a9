import type { ByteSource } from "../byte-source.ts";
import { isPowerOfTwo, u64be, utf16be, uuidBe } from "../fields.ts";
import { DiskError, type ProblemLog } from "../problem.ts";
import type { ParentLocator } from "./disk-image.ts";
import type { GuessedLayout } from "./recover-vhd-header.ts";
import { vhdChecksum } from "./vhd-footer.ts";

export const vhdHeaderSize = 1024;
const signature = "cxsparse";
const maxLocatorLength = 64 * 1024;
const largestBlock = 256 * 1024 * 1024;

/** The header of dynamic and differencing VHDs. */
export interface VhdDynamicHeader {
  /** Offset of the block allocation table in the file. */
  readonly tableOffset: number;
  readonly maxEntries: number;
  /** Offset of this header in the file. */
  readonly offset: number;
  /** Bytes of data in a block, a power of two. */
  readonly blockSize: number;
  readonly parentId: string;
  readonly parentLocators: readonly ParentLocator[];
}

/**
 * Reads the header at `offset`; where it is lost, tells and takes the layout that `guess` gives. @throws DiskError where the disk's blocks cannot be found.
 */
export function readDynamicHeader(
  file: ByteSource,
  offset: number,
  log: ProblemLog,
  guess: () => GuessedLayout | undefined,
): VhdDynamicHeader {
  if (offset + vhdHeaderSize > file.size) {
    throw new DiskError(
      "vhd-header-beyond-file",
      `The dynamic header should be at ${offset}, beyond the end of the file.`,
      offset,
    );
  }
  const bytes = Buffer.from(file.read(offset, vhdHeaderSize));
  if (bytes.toString("latin1", 0, 8) !== signature) {
    bytes.write(signature, 0, "latin1");
    if (vhdChecksum(bytes, 36) !== bytes.readUInt32BE(36)) return withoutHeader(offset, log, guess());
    log.add("vhd-header-signature", "The dynamic header's signature is damaged; the rest of it is whole.", offset);
  }
  if (vhdChecksum(bytes, 36) !== bytes.readUInt32BE(36)) {
    log.add("vhd-header-checksum", "The dynamic header's checksum is wrong; its fields are used as they are.", offset);
  }
  const blockSize = bytes.readUInt32BE(32);
  if (!isPowerOfTwo(blockSize) || blockSize < 512 || blockSize > largestBlock) {
    throw new DiskError(
      "vhd-block-size",
      `The block size ${blockSize} is not a power of two from 512 bytes to 256 MiB.`,
      offset + 32,
    );
  }
  const tableOffset = u64be(bytes, 16);
  if (tableOffset >= file.size) {
    throw new DiskError(
      "vhd-table-beyond-file",
      `The block allocation table should be at ${tableOffset}, beyond the end of the file.`,
      offset + 16,
    );
  }
  return {
    tableOffset,
    maxEntries: bytes.readUInt32BE(28),
    offset,
    blockSize,
    parentId: uuidBe(bytes, 40),
    parentLocators: [...readLocators(file, bytes), ...parentNameOf(bytes)],
  };
}

function withoutHeader(offset: number, log: ProblemLog, layout: GuessedLayout | undefined): VhdDynamicHeader {
  if (layout === undefined) {
    throw new DiskError(
      "vhd-header-missing",
      "There is no dynamic header where the footer says; the blocks cannot be found.",
      offset,
    );
  }
  const message = `The dynamic header is lost, and with it the name of a parent; the block table behind it fits the file with blocks of ${layout.blockSize} bytes, and is used.`;
  log.add("vhd-header-lost", message, offset);
  return { ...layout, offset, parentId: "", parentLocators: [] };
}

function parentNameOf(header: Buffer): ParentLocator[] {
  const path = utf16be(header, 64, 512);
  return path === "" ? [] : [{ kind: "parent name", path }];
}

/** The eight locators: `W2ru` relative and `W2ku` absolute path in UTF-16LE, `MacX` a URL in UTF-8. */
function readLocators(file: ByteSource, header: Buffer): ParentLocator[] {
  const locators: ParentLocator[] = [];
  for (let at = 576; at < 576 + 8 * 24; at += 24) {
    const kind = header.toString("latin1", at, at + 4);
    const length = header.readUInt32BE(at + 8);
    const offset = u64be(header, at + 16);
    if (length === 0 || length > maxLocatorLength || offset + length > file.size) continue;
    const data = file.read(offset, length);
    const text = kind === "MacX" ? data.toString("utf8") : data.toString("utf16le", 0, length & ~1);
    const path = text.split("\0", 1)[0] ?? "";
    if (path !== "" && (kind === "W2ru" || kind === "W2ku" || kind === "MacX")) locators.push({ kind, path });
  }
  // The relative path is the one that still holds where the folder was copied elsewhere.
  return locators.sort((a, b) => Number(b.kind === "W2ru") - Number(a.kind === "W2ru"));
}
