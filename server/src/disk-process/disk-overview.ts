import path from "node:path";
import type { ChainLink, DiskOverview, DiskPartition } from "../disk-protocol.ts";
import { contentNames } from "../disks/filesystems/recognize.ts";
import { findArtifacts } from "../disks/formats/find-artifacts.ts";
import type { DiskImage, DiskRange } from "../disks/image/disk-image.ts";
import { parentName } from "../disks/image/parent-chain.ts";
import type { OpenedPartition } from "../disks/open-disk.ts";
import type { ImageFile } from "../image-files/open-image-file.ts";
import { artifactText } from "./artifact-text.ts";

/** Parts that the virtual disk is divided into for a picture. */
const cellCount = 512;
/** Stretches that a page lists in words. */
const maxStretches = 50;

/** Everything about an image that a page can show. */
export function diskOverview(file: ImageFile): DiskOverview {
  const { disk } = file;
  const { image } = disk;
  const ranges = image.allocatedRanges();
  const name = path.basename(file.name);
  const artifacts = findArtifacts(disk, name).map(({ kind, partition, path }) => ({
    kind,
    partition: partition ?? null,
    path,
  }));
  const whole = artifacts.find(({ partition }) => partition === null);
  return {
    kind: image.kind,
    fileSize: file.size,
    virtualSize: image.virtualSize,
    allocatedSize: image.allocatedBytes,
    blockSize: image.blockSize,
    sectorSize: image.sectorSize,
    identifier: image.identifier ?? "",
    chain: chainOf(image, file.name),
    verdict: disk.verdict.text,
    scheme: disk.volumes.scheme,
    diskId: disk.volumes.diskId,
    partitions: disk.partitions.map(describePartition),
    allocation: allocation(ranges, image.virtualSize),
    stored: {
      count: ranges.length,
      first: ranges.slice(0, maxStretches).map(({ offset, length }) => ({ offset, size: length })),
    },
    artifacts,
    text: whole === undefined ? "" : artifactText(disk, { partition: null, path: name }).text,
    // What is no disk is not blamed for having no file system.
    problems: [...(whole === undefined ? disk.problems : image.problems), ...file.problems()].map(
      ({ code, message, offset }) => ({ code, message, offset }),
    ),
  };
}

function chainOf(image: DiskImage, name: string): readonly ChainLink[] {
  const own = { kind: image.kind, name, isMissing: false };
  const { parent } = image;
  if (parent === undefined) return [own];
  if (parent.state === "missing") return [own, { kind: "parent", name: parentName(parent.request), isMissing: true }];
  return [own, ...chainOf(parent.image, parent.identity)];
}

/** A partition as it travels. */
export function describePartition(partition: OpenedPartition): DiskPartition {
  const { index, offset, size, typeName, name, id, fileSystem, content } = partition;
  const isRead = fileSystem !== undefined;
  return {
    index,
    offset,
    size,
    typeName,
    name,
    id,
    fileSystem: isRead
      ? {
          kind: fileSystem.kind,
          label: fileSystem.label,
          serial: fileSystem.serial,
          clusterSize: fileSystem.clusterSize,
        }
      : null,
    explanation: isRead ? "" : (content?.explanation ?? "Too damaged to be read."),
    content: isRead ? "" : content === undefined ? "damaged" : contentNames[content.kind],
  };
}

/** Ranges are ascending and merged, so one pass fills the parts. */
function allocation(ranges: readonly DiskRange[], virtualSize: number): readonly number[] {
  const cellSize = virtualSize / cellCount;
  const cells = new Array<number>(cellCount).fill(0);
  if (cellSize === 0) return cells;
  for (const { offset, length } of ranges) {
    const end = Math.min(offset + length, virtualSize);
    for (let cell = Math.floor(offset / cellSize); cell < cellCount && cell * cellSize < end; cell++) {
      const inside = Math.min(end, (cell + 1) * cellSize) - Math.max(offset, cell * cellSize);
      cells[cell] = Math.min(1, (cells[cell] ?? 0) + inside / cellSize);
    }
  }
  return cells;
}
