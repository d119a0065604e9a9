import type { FileSystem } from "./filesystems/file-system.ts";
import { contentNames, type VolumeContent } from "./filesystems/recognize.ts";
import type { DiskImage } from "./image/disk-image.ts";
import { parentName } from "./image/parent-chain.ts";
import type { VolumeTable } from "./volumes/volume-table.ts";

/** What a disk is, in one line: for a scratch, whether the guest ever got as far as formatting it. */
export interface DiskVerdict {
  readonly kind:
    | "parent-missing"
    | "never-formatted"
    | "formatted"
    | "looks-encrypted"
    | "recognized"
    | "unknown"
    | "unreadable";
  /** One line, with identifier and allocated size. */
  readonly text: string;
}

interface JudgedPartition {
  readonly typeName: string;
  readonly fileSystem: FileSystem | undefined;
  readonly content: VolumeContent | undefined;
}

/** Sums a disk up. */
export function judgeDisk(image: DiskImage, volumes: VolumeTable, partitions: readonly JudgedPartition[]): DiskVerdict {
  const { kind, text } = judge(image, volumes, partitions);
  const identifier = image.identifier === undefined ? "" : ` Identifier ${image.identifier}.`;
  return {
    kind,
    text: `${text}${identifier} ${bytesText(image.allocatedBytes)} of ${bytesText(image.virtualSize)} allocated.`,
  };
}

function judge(image: DiskImage, volumes: VolumeTable, partitions: readonly JudgedPartition[]): DiskVerdict {
  if (image.parent?.state === "missing") {
    return { kind: "parent-missing", text: `Child of ${parentName(image.parent.request)}, which is missing.` };
  }
  const isLost =
    volumes.scheme === "none" &&
    volumes.partitions.some(({ offset, size }) => offset + size < image.virtualSize || offset > 0);
  if (volumes.scheme === "none" && !isLost) return judgeWhole(partitions[0]);
  const parts = partitions.map(({ typeName, fileSystem, content }) => {
    const inside = fileSystem?.kind ?? (content && contentNames[content.kind]) ?? "unreadable";
    return `${typeName} (${inside})`;
  });
  if (isLost) return { kind: "formatted", text: `The partition table is lost; found: ${parts.join(", ")}.` };
  return {
    kind: "formatted",
    text: `Partitioned with ${volumes.scheme.toUpperCase()}: ${parts.join(", ") || "no partitions"}.`,
  };
}

function judgeWhole(whole: JudgedPartition | undefined): DiskVerdict {
  if (whole?.fileSystem !== undefined) {
    return { kind: "formatted", text: `Formatted as ${whole.fileSystem.kind}, without a partition table.` };
  }
  const { content } = whole ?? {};
  if (content === undefined) return { kind: "unreadable", text: "The first sectors cannot be read." };
  switch (content.kind) {
    case "empty":
      return { kind: "never-formatted", text: `Never formatted. ${content.explanation}` };
    case "looks-encrypted":
    case "bitlocker":
      return { kind: "looks-encrypted", text: content.explanation };
    case "unknown":
      return { kind: "unknown", text: content.explanation };
    case "refs":
    case "exfat":
    case "cim":
    case "vmgs":
    case "linux":
      return { kind: "recognized", text: content.explanation };
  }
}

function bytesText(bytes: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${Number.isInteger(value) ? value : value.toFixed(1)} ${units[unit] ?? ""}`;
}
