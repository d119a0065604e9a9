import { type ByteSource, sliceSource } from "./byte-source.ts";
import type { FileSystem } from "./filesystems/file-system.ts";
import { openFileSystem, startsWithVolume, volumeSizeAt } from "./filesystems/open-file-system.ts";
import { recognizeVolume, type VolumeContent } from "./filesystems/recognize.ts";
import type { DiskImage, DiskRange, OpenImageOptions } from "./image/disk-image.ts";
import { openImage } from "./image/open-image.ts";
import { type Problem, ProblemLog } from "./problem.ts";
import { type DiskVerdict, judgeDisk } from "./verdict.ts";
import { findLostVolumes } from "./volumes/lost-volumes.ts";
import { readVolumes } from "./volumes/read-volumes.ts";
import type { Partition, VolumeTable } from "./volumes/volume-table.ts";

/** A partition with what is in it: a file system, or what it seems to be instead. */
export interface OpenedPartition extends Partition {
  readonly fileSystem: FileSystem | undefined;
  /** Only where there is no file system that is read here, and the bytes can be read. */
  readonly content: VolumeContent | undefined;
}

/** A disk image opened down to its file systems. */
export interface OpenedDisk {
  readonly image: DiskImage;
  readonly volumes: VolumeTable;
  readonly partitions: readonly OpenedPartition[];
  /** Of container, partition table and file systems; grows while the disk is read. */
  readonly problems: readonly Problem[];
  readonly verdict: DiskVerdict;
}

/**
 * Opens an image of any kind. What is below a damaged layer is left out and named in the problems.
 * @throws DiskError where not even the container's blocks can be found.
 */
export function openDisk(file: ByteSource, options: OpenImageOptions = {}): OpenedDisk {
  const image = openImage(file, options);
  const log = new ProblemLog();
  const stored = image.allocatedRanges();
  const read = (): VolumeTable =>
    readVolumes(image.source, {
      sectorSize: image.sectorSize,
      isVolume: startsWithVolume,
      findVolumes: (disk) => findLostVolumes(disk, stored, volumeSizeAt),
    });
  const volumes = log.attempt(read, "Partition table") ?? unreadTable(image);
  const partitions = volumes.partitions.map((partition) => openPartition(image.source, partition, stored, log));
  return {
    image,
    volumes,
    partitions,
    get problems() {
      const inside = partitions.flatMap(({ fileSystem }) => fileSystem?.problems ?? []);
      return [...image.problems, ...volumes.problems, ...log.problems, ...inside];
    },
    verdict: judgeDisk(image, volumes, partitions),
  };
}

function openPartition(
  disk: ByteSource,
  partition: Partition,
  stored: readonly DiskRange[],
  log: ProblemLog,
): OpenedPartition {
  const volume = sliceSource(disk, partition.offset, partition.size);
  const about = `Partition ${partition.index}`;
  const opened = log.attempt(() => ({ fileSystem: openFileSystem(volume, partition.offset) }), about);
  // What is recognized but too damaged to open has its problem already.
  if (opened?.fileSystem !== undefined || opened === undefined) {
    return { ...partition, fileSystem: opened?.fileSystem, content: undefined };
  }
  const end = partition.offset + partition.size;
  const inside = stored.flatMap(({ offset, length }) => {
    const first = Math.max(offset, partition.offset);
    const last = Math.min(offset + length, end);
    return first < last ? [{ offset: first - partition.offset, length: last - first }] : [];
  });
  const content = log.attempt(() => recognizeVolume(volume, inside), about);
  if (content?.kind === "unknown") {
    const message = `${about}: ${content.explanation} Its boot sector may be damaged.`;
    log.add("file-system-unknown", message, partition.offset);
  }
  return { ...partition, fileSystem: undefined, content };
}

function unreadTable(image: DiskImage): VolumeTable {
  return { scheme: "none", sectorSize: image.sectorSize, diskId: "", partitions: [], tableRanges: [], problems: [] };
}
