import type { DiskCalls, DiskEntry, DiskPlace, FoundFile } from "../disk-protocol.ts";
import type { FileEntry, FileSystem } from "../disks/filesystems/file-system.ts";
import { fileSource } from "../disks/formats/find-artifacts.ts";
import { identifyArtifact } from "../disks/formats/identify.ts";
import type { OpenedDisk } from "../disks/open-disk.ts";
import { DiskError } from "../disks/problem.ts";
import { chunksOf } from "../image-files/content.ts";
import type { CallContext } from "./call-context.ts";

/** An editor holds a whole file in memory; what is larger is extracted. */
const maxFileSize = 50 * 1024 * 1024;
const nothing = Buffer.alloc(0);

/** The file system of a partition. @throws DiskError where it has none that is read */
export function fileSystemOf(disk: OpenedDisk, index: number): FileSystem {
  const partition = disk.partitions.find((candidate) => candidate.index === index);
  if (partition?.fileSystem !== undefined) return partition.fileSystem;
  const reason = partition?.content?.explanation ?? "There is no file system that can be read.";
  throw new DiskError("no-file-system", `Partition ${index}: ${reason}`, partition?.offset ?? 0);
}

/** The entry at a path, streams and deleted ones included; undefined: there is none. */
export function findEntry(fileSystem: FileSystem, path: string): FileEntry | undefined {
  const found = fileSystem.find(path);
  if (found !== undefined) return found;
  const directory = path.slice(0, Math.max(0, path.lastIndexOf("/")));
  if (fileSystem.find(directory)?.kind !== "directory" && directory !== "") return undefined;
  return fileSystem.list(directory, { deleted: true, streams: true }).find((entry) => entry.path === path);
}

/** The file at a place. @throws DiskError where there is none */
export function existingEntry(fileSystem: FileSystem, { path }: Pick<DiskPlace, "path">): FileEntry {
  const entry = findEntry(fileSystem, path);
  if (entry !== undefined) return entry;
  throw new DiskError("file-not-found", `There is no '${path}' on this volume.`, 0);
}

/** Whether a file can be shown as text that explains it, as far as its name tells. */
export function mayBeArtifact(path: string): boolean {
  return /\.efi$/i.test(path) || identifyArtifact(path.slice(path.lastIndexOf("/") + 1), nothing) !== undefined;
}

/** An entry as it travels. */
export function diskEntry(entry: FileEntry): DiskEntry {
  const isFile = entry.kind === "file" || entry.kind === "stream";
  return {
    name: entry.name,
    kind: entry.kind,
    size: entry.size,
    modified: entry.modified ?? 0,
    created: entry.created ?? 0,
    deleted: entry.deleted,
    ...(entry.target === undefined ? {} : { target: entry.target }),
    artifact: isFile && mayBeArtifact(entry.name),
  };
}

/** What a directory holds, directories first. */
export function listDirectory(disk: OpenedDisk, params: DiskCalls["list"]["params"]): readonly DiskEntry[] {
  const fileSystem = fileSystemOf(disk, params.partition);
  const { deleted = false, streams = false } = params;
  const entries = fileSystem.list(params.path, { deleted, streams }).map(diskEntry);
  const rank = ({ kind }: DiskEntry): number => (kind === "directory" ? 0 : 1);
  return entries.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

/** A whole file. @throws DiskError where it cannot be read, or is larger than an editor should be given */
export async function readWholeFile(disk: OpenedDisk, place: DiskPlace, call: CallContext): Promise<Uint8Array> {
  const fileSystem = fileSystemOf(disk, place.partition);
  const entry = existingEntry(fileSystem, place);
  if (entry.size > maxFileSize) {
    const message = `'${entry.name}' has ${entry.size} bytes, more than an editor is given; extract it instead.`;
    throw new DiskError("file-too-large", message, 0);
  }
  const content = Buffer.allocUnsafe(entry.size);
  let size = 0;
  for (const chunk of chunksOf(fileSource(fileSystem, entry))) {
    size += chunk.copy(content, size);
    await call.checkpoint();
  }
  return content;
}

/** Files whose path contains a text, whatever its case. */
export async function findFiles(
  disk: OpenedDisk,
  { partition, text, limit }: DiskCalls["find"]["params"],
  call: CallContext,
): Promise<readonly FoundFile[]> {
  const wanted = text.toLowerCase();
  const found: FoundFile[] = [];
  for (const { index, fileSystem } of disk.partitions) {
    if (partition !== null && partition !== index) continue;
    for (const { kind, path, size } of fileSystem?.walk() ?? []) {
      if (kind === "file" && path.toLowerCase().includes(wanted))
        found.push({ partition: index, path, size, artifact: mayBeArtifact(path) });
      if (found.length >= limit) return found;
      await call.checkpoint();
    }
  }
  return found;
}
