import type { ByteSource } from "../byte-source.ts";
import type { FileEntry, FileSystem } from "../filesystems/file-system.ts";
import type { OpenedDisk } from "../open-disk.ts";
import { DiskError } from "../problem.ts";
import { type ArtifactKind, artifactHeadSize, identifyArtifact } from "./identify.ts";

/** An artifact in a disk, or the disk itself. */
export interface FoundArtifact {
  readonly kind: ArtifactKind;
  /** Index of the partition; `undefined`: what was opened as a disk is itself the artifact, such as a VMGS or a bare file. */
  readonly partition: number | undefined;
  /** In the partition's file system; the image's own name where there is none. */
  readonly path: string;
  readonly source: ByteSource;
  /** The transaction logs beside a hive. */
  readonly logs: readonly ByteSource[];
}

/** Names worth a look at their first bytes: a whole volume's files are too many to read. */
const candidates = /(^|[/\\])(bootstat\.dat|bcd[^/\\]*)$|\.(vmgs|cose|cip|p7b|stl|efi)$/i;

/** What Windows appends to the name of a hive for its logs. */
const logExtensions = [".LOG", ".LOG1", ".LOG2"];

/** Everything in a disk that can be shown as text, in the order of the partitions and of their directories. */
export function findArtifacts(disk: OpenedDisk, imageName: string): readonly FoundArtifact[] {
  const whole = wholeArtifact(disk, imageName);
  if (whole !== undefined) return [whole];
  return disk.partitions.flatMap(({ index, fileSystem }) =>
    fileSystem === undefined ? [] : artifactsIn(fileSystem).map((found) => ({ ...found, partition: index })),
  );
}

/** The artifact that was opened as a disk; `undefined` where it is a disk. `imageName`: the last part of its path. */
export function wholeArtifact({ image }: OpenedDisk, imageName: string): FoundArtifact | undefined {
  const kind = kindOf(imageName, image.source);
  return kind && { kind, partition: undefined, path: imageName, source: image.source, logs: [] };
}

function artifactsIn(fileSystem: FileSystem): Omit<FoundArtifact, "partition">[] {
  const found: Omit<FoundArtifact, "partition">[] = [];
  for (const entry of fileSystem.walk()) {
    if (entry.kind !== "file" || !candidates.test(entry.path)) continue;
    const source = fileSource(fileSystem, entry);
    const kind = kindOf(entry.name, source);
    if (kind === undefined) continue;
    found.push({
      kind,
      path: entry.path,
      source,
      logs: kind === "boot-configuration" ? hiveLogs(fileSystem, entry.path) : [],
    });
  }
  return found;
}

/** The transaction logs of the hive at a path, as far as they are there. */
export function hiveLogs(fileSystem: FileSystem, path: string): readonly ByteSource[] {
  return logExtensions.flatMap((extension) => {
    const entry = fileSystem.find(path + extension);
    return entry?.kind === "file" ? [fileSource(fileSystem, entry)] : [];
  });
}

/** A file's content as a source of bytes. */
export function fileSource(fileSystem: FileSystem, entry: FileEntry): ByteSource {
  const check = (offset: number, length: number, found: number): void => {
    if (found === length) return;
    throw new DiskError("read-beyond-end", `${entry.path} ends before ${offset + length} bytes.`, offset);
  };
  return {
    size: entry.size,
    read(offset, length) {
      const bytes = fileSystem.readFile(entry, offset, length);
      check(offset, length, bytes.length);
      return bytes;
    },
    readInto(offset, target) {
      check(offset, target.length, fileSystem.readFileInto(entry, offset, target));
    },
  };
}

/** By name alone where the first bytes cannot be read: reading it all will then say why. */
function kindOf(name: string, source: ByteSource): ArtifactKind | undefined {
  try {
    return identifyArtifact(name, source.read(0, Math.min(source.size, artifactHeadSize)));
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
    return identifyArtifact(name, Buffer.alloc(0));
  }
}
