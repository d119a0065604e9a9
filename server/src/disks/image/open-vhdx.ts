import type { ByteSource } from "../byte-source.ts";
import { ProblemLog } from "../problem.ts";
import { scanBlocks } from "./block-scan.ts";
import type { DiskImage, DiskRange, ImageKind } from "./disk-image.ts";
import { type ChainContext, openParent, type Parent } from "./parent-chain.ts";
import { clipRanges, mergeRanges, totalLength } from "./ranges.ts";
import { recoverRegions } from "./recover-vhdx-regions.ts";
import { VhdxBlocks } from "./vhdx-blocks.ts";
import { looksLikeVhdx, readVhdxHeader } from "./vhdx-header.ts";
import { replayLog } from "./vhdx-log.ts";
import { readMetadata, type VhdxMetadata } from "./vhdx-metadata.ts";
import { parseParentLocator } from "./vhdx-parent-locator.ts";
import { readRegions } from "./vhdx-regions.ts";

/** The largest table that is looked through when the disk is opened: 8 TiB in blocks of 32 MiB. */
const largestScanAtOpen = 262_144;

/** Opens a fixed, dynamic or differencing VHDX; `undefined` where the file is none. */
export function openVhdx(stored: ByteSource, context: ChainContext): DiskImage | undefined {
  if (!looksLikeVhdx(stored)) return undefined;
  const log = new ProblemLog();
  if (stored.read(0, 8).toString("latin1") !== "vhdxfile") {
    log.add("vhdx-identifier-damaged", "The file identifier is damaged; header and region table are intact.", 0);
  }
  const header = readVhdxHeader(stored, log);
  const file = header === undefined ? stored : replayLog(stored, header, log);
  const logRegion = header && { offset: header.logOffset, length: header.logLength };
  const regions = readRegions(file, log, () => recoverRegions(file, logRegion));
  const metadata = readMetadata(file, regions.metadata, log);
  const blocks = new VhdxBlocks(file, regions, metadata, logRegion);
  const parent = metadata.hasParent ? parentOf(metadata, regions.metadata.offset, context, log) : undefined;

  let known: readonly DiskRange[] | undefined;
  const scan = (): readonly DiskRange[] => {
    known ??= scanBlocks(blocks, file.size, log);
    return known;
  };
  if (blocks.count <= largestScanAtOpen) scan();
  return {
    kind: kindOf(metadata),
    virtualSize: metadata.virtualSize,
    sectorSize: metadata.sectorSize,
    blockSize: metadata.blockSize,
    identifier: metadata.virtualDiskId,
    linkIdentifier: header?.dataWriteGuid,
    parent: parent?.link,
    problems: log.problems,
    get allocatedBytes() {
      return totalLength(scan());
    },
    allocatedRanges() {
      const inherited = parent?.link.state === "open" ? parent.link.image.allocatedRanges() : [];
      return clipRanges(mergeRanges([...scan(), ...inherited]), metadata.virtualSize);
    },
    source: blocks.source(parent?.source),
  };
}

function kindOf(metadata: VhdxMetadata): ImageKind {
  if (metadata.hasParent) return "vhdx-differencing";
  return metadata.fixed ? "vhdx-fixed" : "vhdx-dynamic";
}

function parentOf(metadata: VhdxMetadata, offset: number, context: ChainContext, log: ProblemLog): Parent {
  const locator = parseParentLocator(metadata.parentLocator, offset, log);
  const { linkage: identifier, linkage2 } = locator;
  const request = {
    locators: locator.paths,
    identifier,
    ...(linkage2 !== undefined && { alternative: linkage2 }),
    childIdentity: context.identity,
  };
  return openParent(request, metadata.virtualSize, context, log);
}
