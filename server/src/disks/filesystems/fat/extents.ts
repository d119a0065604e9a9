import type { FileEntry, OwnedExtent } from "../file-system.ts";
import type { FatLayout } from "./boot-sector.ts";
import { type ClusterRun, clusterOffset } from "./cluster-chain.ts";

/** Whose the parts of a FAT volume are: tables, root, and the clusters of what a walk finds. */
export function* fatExtents(
  layout: FatLayout,
  entries: Iterable<FileEntry>,
  directoryRuns: (cluster: number) => readonly ClusterRun[],
  fileRuns: (entry: FileEntry) => readonly ClusterRun[],
): Generator<OwnedExtent> {
  const { sectorSize, fatOffset } = layout;
  yield { offset: 0, length: sectorSize, owner: { kind: "system", name: "boot sector" } };
  const reserved = layout.kind === "FAT32" ? "FSInfo and reserved sectors" : "reserved sectors";
  if (fatOffset > sectorSize)
    yield { offset: sectorSize, length: fatOffset - sectorSize, owner: { kind: "system", name: reserved } };
  for (let copy = 0; copy < layout.fatCopies; copy++) {
    const offset = fatOffset + copy * layout.fatSize;
    yield { offset, length: layout.fatSize, owner: { kind: "system", name: `FAT ${copy + 1}` } };
  }
  const place = (run: ClusterRun): { offset: number; length: number } => ({
    offset: clusterOffset(layout, run.first),
    length: run.count * layout.clusterSize,
  });
  if (layout.rootSize > 0) {
    yield { offset: layout.rootOffset, length: layout.rootSize, owner: { kind: "directory", path: "" } };
  }
  for (const run of directoryRuns(0)) yield { ...place(run), owner: { kind: "directory", path: "" } };
  for (const entry of entries) {
    if (entry.kind === "directory") {
      for (const run of directoryRuns(entry.node))
        yield { ...place(run), owner: { kind: "directory", path: entry.path } };
      continue;
    }
    let left = entry.size;
    for (const run of entry.size > 0 ? fileRuns(entry) : []) {
      const { offset, length } = place(run);
      const used = Math.min(left, length);
      left -= used;
      if (used > 0) yield { offset, length: used, owner: { kind: "file", path: entry.path } };
      if (used < length)
        yield { offset: offset + used, length: length - used, owner: { kind: "slack", path: entry.path } };
    }
  }
}
