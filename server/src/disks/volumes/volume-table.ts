import type { DiskRange } from "../image/disk-image.ts";
import type { Problem } from "../problem.ts";

/** One partition, or the whole disk where there is no table. */
export interface Partition {
  /** Counts from 0 in the order of the table; MBR logical partitions follow the primary ones. */
  readonly index: number;
  /** Bytes from the start of the disk. */
  readonly offset: number;
  /** Bytes, cut at the end of the disk. */
  readonly size: number;
  /** GPT type GUID, MBR type as `0x07`; empty without a table. */
  readonly type: string;
  /** What the type means, e.g. "EFI system"; the type itself where it is unknown. */
  readonly typeName: string;
  /** GPT partition name, else empty. */
  readonly name: string;
  /** GPT unique partition GUID, else empty. */
  readonly id: string;
}

export type PartitionScheme = "gpt" | "mbr" | "none";

/** How a disk is divided. */
export interface VolumeTable {
  readonly scheme: PartitionScheme;
  /** Bytes in a logical sector, as the table counts them. */
  readonly sectorSize: number;
  /** GPT disk GUID, MBR disk signature in hex; empty without a table. */
  readonly diskId: string;
  readonly partitions: readonly Partition[];
  /** Stretches that hold the table itself, in bytes. */
  readonly tableRanges: readonly { readonly offset: number; readonly length: number }[];
  readonly problems: readonly Problem[];
}

/** Volumes that no partition table names any more, as partitions numbered from `firstIndex` on. */
export function lostPartitions(volumes: readonly DiskRange[], firstIndex: number): readonly Partition[] {
  return volumes.map(({ offset, length }, index) => {
    return { index: firstIndex + index, offset, size: length, type: "", typeName: "lost partition", name: "", id: "" };
  });
}
