import { type ByteSource, readInto } from "../byte-source.ts";
import { DiskError, type Problem, ProblemLog } from "../problem.ts";
import { splitPath } from "./entry-name.ts";
import type { FileEntry, FileSystem, ListOptions, OwnedExtent, StretchTest, VolumeStretch } from "./file-system.ts";

/** What every file system says of its volume in the boot sector. */
export interface VolumeFacts {
  readonly serial: string;
  /** Bytes in a cluster. */
  readonly clusterSize: number;
}

const directoryAttribute = 0x10;
const nothing = Buffer.alloc(0);

/** What file systems have in common: a volume, problems that are found on it, paths that are followed part by part. */
export abstract class VolumeFileSystem<Layout extends VolumeFacts> implements FileSystem {
  abstract readonly kind: FileSystem["kind"];
  abstract readonly label: string;
  protected readonly volume: ByteSource;
  protected readonly layout: Layout;
  /** The volume's offset on the disk: problems count from the disk's start. */
  protected readonly origin: number;
  protected readonly log = new ProblemLog();
  protected readonly root: FileEntry;

  /** `rootNode`: what the file system finds its root by. */
  constructor(volume: ByteSource, layout: Layout, origin: number, rootNode: number) {
    this.volume = volume;
    this.layout = layout;
    this.origin = origin;
    this.root = rootEntry(rootNode);
  }

  get serial(): string {
    return this.layout.serial;
  }

  get clusterSize(): number {
    return this.layout.clusterSize;
  }

  get problems(): readonly Problem[] {
    return this.log.problems;
  }

  find(path: string): FileEntry | undefined {
    let entry: FileEntry | undefined = this.root;
    for (const part of splitPath(path)) {
      if (entry.kind !== "directory") return undefined;
      entry = this.findIn(entry, part);
      if (entry === undefined) return undefined;
    }
    return entry;
  }

  list(directory: FileEntry | string, options: ListOptions = {}): readonly FileEntry[] {
    const entry = typeof directory === "string" ? this.find(directory) : directory;
    return entry?.kind === "directory" ? this.listDirectory(entry, options) : [];
  }

  readFile(entry: FileEntry, offset: number, length: number): Buffer {
    const wanted = lengthIn(entry, offset, length);
    if (wanted === 0) return nothing;
    return naming(entry, () => this.contentOf(entry, wanted < entry.size).read(offset, wanted));
  }

  readFileInto(entry: FileEntry, offset: number, target: Buffer): number {
    const wanted = lengthIn(entry, offset, target.length);
    if (wanted === 0) return 0;
    naming(entry, () => readInto(this.contentOf(entry, wanted < entry.size), offset, target.subarray(0, wanted)));
    return wanted;
  }

  abstract walk(options?: ListOptions): Iterable<FileEntry>;
  abstract get nodePlaces(): string;
  abstract extents(touches?: StretchTest): Iterable<OwnedExtent>;
  abstract release(): void;
  abstract placesOf(entry: FileEntry): readonly VolumeStretch[];
  protected abstract findIn(directory: FileEntry, name: string): FileEntry | undefined;
  protected abstract listDirectory(directory: FileEntry, options: ListOptions): readonly FileEntry[];
  /** The content of a file; `isKept`: more of it will be asked for. @throws DiskError where it cannot be reached. */
  protected abstract contentOf(entry: FileEntry, isKept: boolean): ByteSource;

  /** Notes where the volume, which needs so many bytes, is longer than its partition. */
  protected checkEnd(needed: number): void {
    if (needed <= this.volume.size) return;
    const message = `The ${this.kind.startsWith("FAT") ? "FAT" : this.kind} volume needs ${needed} bytes, its partition has ${this.volume.size}.`;
    this.log.add("volume-beyond-partition", message, this.origin);
  }

  protected noteBackupBootSector(where: string): void {
    const message = `The boot sector is damaged; its backup in ${where} is used.`;
    this.log.add("boot-sector-damaged", message, this.origin);
  }
}

/** How much of `length` bytes from `offset` a content has. */
function lengthIn({ kind, size }: FileEntry, offset: number, length: number): number {
  return kind === "directory" ? 0 : Math.max(0, Math.min(length, size - offset));
}

/** Says of which file it is that something cannot be read. */
function naming<T>({ path }: FileEntry, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof DiskError) throw new DiskError(error.code, `${path}: ${error.message}`, error.offset);
    throw error;
  }
}

function rootEntry(node: number): FileEntry {
  return {
    path: "",
    name: "",
    kind: "directory",
    size: 0,
    modified: undefined,
    created: undefined,
    attributes: directoryAttribute,
    deleted: false,
    target: undefined,
    node,
  };
}
