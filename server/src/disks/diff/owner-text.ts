import { oneLine } from "../formats/text.ts";
import type { DiskOwner } from "./ownership.ts";
import type { SectorRange } from "./sector-ranges.ts";

/** An owner of sectors, each kind with the same fields. */
export interface NamedOwner {
  readonly kind: DiskOwner["kind"];
  readonly partition: number | null;
  /** Path of a file or directory, or name of a file system's own structure. */
  readonly name: string | null;
}

export function nameOwner(owner: DiskOwner): NamedOwner {
  const name = "path" in owner ? owner.path : "name" in owner ? owner.name : null;
  return { kind: owner.kind, partition: "partition" in owner ? owner.partition : null, name };
}

const texts: Readonly<Record<DiskOwner["kind"], string>> = {
  "partition-table": "partition table",
  "outside-partitions": "outside of partitions",
  unread: "not read here: partition",
  free: "free space",
  system: "file system",
  directory: "directory",
  file: "file",
  slack: "behind the end of",
};

/** Whose sectors are, in words. */
export function ownerText({ kind, partition, name }: NamedOwner): string {
  const what = kind === "unread" ? String(partition) : name;
  return what === null ? texts[kind] : `${texts[kind]} ${oneLine(what) || "/"}`;
}

/** `7`, `7-9`: both sectors belong to it. */
export const rangeText = ([first, last]: SectorRange): string => (first === last ? String(first) : `${first}-${last}`);
