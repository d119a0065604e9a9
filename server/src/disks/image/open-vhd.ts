import { type ByteSource, sliceSource } from "../byte-source.ts";
import { ProblemLog } from "../problem.ts";
import { scanBlocks } from "./block-scan.ts";
import type { DiskImage, DiskRange } from "./disk-image.ts";
import { type ChainContext, openParent } from "./parent-chain.ts";
import { clipRanges, mergeRanges, totalLength } from "./ranges.ts";
import { guessLayout } from "./recover-vhd-header.ts";
import { vhdBlockSource, vhdBlockTable } from "./vhd-blocks.ts";
import { readDynamicHeader } from "./vhd-dynamic-header.ts";
import { readVhdFooter, type VhdFooter, vhdFooterSize } from "./vhd-footer.ts";

/** The largest table that is looked through when the disk is opened: 512 GiB in blocks of 2 MiB. */
const largestScanAtOpen = 262_144;
/** A dynamic VHD cannot address more: 32-bit sector numbers. */
const largestDynamic = 2 ** 32 * 512;

/** Opens a fixed, dynamic or differencing VHD; `undefined` where the file is none. */
export function openVhd(file: ByteSource, context: ChainContext): DiskImage | undefined {
  const log = new ProblemLog();
  const footer = readVhdFooter(file, log);
  if (footer === undefined) return undefined;
  if (footer.diskType === 3 || footer.diskType === 4) return openBlocks(file, footer, context, log);
  if (footer.diskType !== 2) {
    log.add(
      "vhd-disk-type",
      `The footer's disk type is ${footer.diskType}; the file is read as a fixed disk.`,
      file.size - vhdFooterSize,
    );
  }
  return openFixed(file, footer, log);
}

function openFixed(file: ByteSource, footer: VhdFooter, log: ProblemLog): DiskImage {
  const room = file.size - vhdFooterSize;
  let size = footer.currentSize;
  if (size > room || size === 0) {
    log.add("vhd-size", `The footer says ${size} bytes, the file holds ${room}; those are read.`, room);
    size = room;
  }
  return {
    kind: "vhd-fixed",
    virtualSize: size,
    sectorSize: 512,
    blockSize: 0,
    identifier: footer.uniqueId,
    linkIdentifier: footer.uniqueId,
    parent: undefined,
    problems: log.problems,
    allocatedBytes: size,
    allocatedRanges: () => [{ offset: 0, length: size }],
    source: sliceSource(file, 0, size),
  };
}

function openBlocks(file: ByteSource, footer: VhdFooter, context: ChainContext, log: ProblemLog): DiskImage {
  const header = readDynamicHeader(file, footer.dataOffset, log, () =>
    guessLayout(file, footer.dataOffset, footer.currentSize),
  );
  const size = Math.min(footer.currentSize, largestDynamic);
  if (size < footer.currentSize)
    log.add("vhd-size", `The footer says ${footer.currentSize} bytes, more than a dynamic VHD can hold.`, 0);
  const table = vhdBlockTable(file, header, size);
  if (header.maxEntries < table.count) {
    const message = `The block allocation table has ${header.maxEntries} entries, the disk ${table.count} blocks.`;
    log.add("block-table-too-short", message, header.tableOffset);
  }
  const request = { locators: header.parentLocators, identifier: header.parentId, childIdentity: context.identity };
  const parent = footer.diskType === 4 ? openParent(request, size, context, log) : undefined;

  let known: readonly DiskRange[] | undefined;
  const scan = (): readonly DiskRange[] => {
    known ??= clipRanges(scanBlocks(table, file.size, log), size);
    return known;
  };
  if (table.count <= largestScanAtOpen) scan();
  return {
    kind: parent === undefined ? "vhd-dynamic" : "vhd-differencing",
    virtualSize: size,
    sectorSize: 512,
    blockSize: header.blockSize,
    identifier: footer.uniqueId,
    linkIdentifier: footer.uniqueId,
    parent: parent?.link,
    problems: log.problems,
    get allocatedBytes() {
      return totalLength(scan());
    },
    allocatedRanges() {
      const inherited = parent?.link.state === "open" ? parent.link.image.allocatedRanges() : [];
      return clipRanges(mergeRanges([...scan(), ...inherited]), size);
    },
    source: vhdBlockSource(file, table, size, parent?.source),
  };
}
