import type { ByteSource } from "../../byte-source.ts";
import { DiskError, type Problem, ProblemLog } from "../../problem.ts";
import { Recent } from "../../recent.ts";
import { joinPath, splitPath } from "../entry-name.ts";
import type { FileEntry, FileSystem, ListOptions, OwnedExtent } from "../file-system.ts";
import { attributeContent } from "./attribute-content.ts";
import { attributeType } from "./attributes.ts";
import type { NtfsLayout } from "./boot-sector.ts";
import { checkUnallocated } from "./deleted-content.ts";
import { describeFile, volumeLabel } from "./describe-file.ts";
import { type IndexEntry, readDirectoryIndex } from "./directory-index.ts";
import { fileEntries, indexOnlyEntry } from "./entries.ts";
import { ntfsExtents } from "./extents.ts";
import { type FileTree, isSystemRecord, readFileTree, rootRecord } from "./file-tree.ts";
import { KnownIndexes } from "./known-indexes.ts";
import { Mft } from "./mft.ts";
import { upCaser } from "./up-case.ts";
import { VolumeCheck } from "./volume-check.ts";
import { orphanage, walkTree } from "./walk-tree.ts";

const volumeRecord = 3;
const bitmapRecord = 6;
const upCaseRecord = 10;
const maxListing = 400_000;

/** An NTFS volume. Listing one directory asks its index; walking all reads the master file table once. */
export class NtfsFileSystem implements FileSystem {
  readonly kind = "NTFS";
  readonly serial: string;
  readonly clusterSize: number;
  readonly #volume: ByteSource;
  readonly #layout: NtfsLayout;
  readonly #origin: number;
  readonly #log = new ProblemLog();
  readonly #mft: Mft;
  readonly #indexes = new KnownIndexes((directory) => this.#readIndex(directory));
  readonly #contents = new Recent<string, ByteSource>(32);
  #known: { readonly withDeleted: boolean; readonly tree: FileTree } | undefined;
  #upCase: ((name: string) => string) | undefined;

  /** `origin`: the volume's offset on the disk, for problems. @throws DiskError where the master file table is lost. */
  constructor(volume: ByteSource, layout: NtfsLayout, origin: number) {
    this.serial = layout.serial;
    this.clusterSize = layout.clusterSize;
    this.#volume = volume;
    this.#layout = layout;
    this.#origin = origin;
    this.#mft = new Mft(volume, layout, origin, this.#log);
    const end = layout.clusterCount * layout.clusterSize;
    if (end > volume.size) {
      this.#log.add(
        "volume-beyond-partition",
        `The NTFS volume needs ${end} bytes, its partition has ${volume.size}.`,
        origin,
      );
    }
  }

  get problems(): readonly Problem[] {
    return this.#log.problems;
  }

  get label(): string {
    return this.#log.attempt(() => volumeLabel(this.#mft.record(volumeRecord)), "$Volume") ?? "";
  }

  noteBackupBootSector(): void {
    this.#log.add(
      "boot-sector-damaged",
      "The boot sector is damaged; its backup in the last sector is used.",
      this.#origin,
    );
  }

  find(path: string): FileEntry | undefined {
    if (path.startsWith(`${orphanage}/`)) return this.#findOrphan(path);
    let entry: FileEntry | undefined = rootEntry;
    for (const part of splitPath(path)) {
      const directory: FileEntry = entry;
      entry = directory.kind === "directory" ? this.#findIn(directory, part) : undefined;
      if (entry === undefined) return undefined;
    }
    return entry;
  }

  list(directory: FileEntry | string, options: ListOptions = {}): readonly FileEntry[] {
    const entry = typeof directory === "string" ? this.find(directory) : directory;
    if (entry?.kind !== "directory") return [];
    if (options.deleted === true) return this.#listFromTree(entry, options);
    const index = this.#indexes.entries(entry.node);
    if (index === undefined) return this.#listFromTree(entry, options);
    return index.flatMap((item) =>
      this.#isHidden(entry, item, options) ? [] : this.#entriesOf(item, entry.path, options),
    );
  }

  walk(options: ListOptions = {}): Iterable<FileEntry> {
    return walkTree(this.#tree(options.deleted === true), options, (entry) => {
      this.#log.add("orphan", `${entry.path}: its directory is lost or contains itself.`, this.#origin);
    });
  }

  readFile(entry: FileEntry, offset: number, length: number): Buffer {
    const wanted = Math.max(0, Math.min(length, entry.size - offset));
    if (wanted === 0) return Buffer.alloc(0);
    if (entry.kind === "reparse") {
      const message = `${entry.path}: the content is elsewhere or in another form: ${entry.target ?? "reparse point"}.`;
      throw new DiskError("content-elsewhere", message, this.#origin);
    }
    try {
      return this.#content(entry).read(offset, wanted);
    } catch (error) {
      if (error instanceof DiskError) throw new DiskError(error.code, `${entry.path}: ${error.message}`, error.offset);
      throw error;
    }
  }

  extents(): Iterable<OwnedExtent> {
    return ntfsExtents(this.#mft, this.walk({ system: true }), this.#layout);
  }

  #content(entry: FileEntry): ByteSource {
    const stream = entry.kind === "stream" ? entry.name.slice(entry.name.indexOf(":") + 1) : "";
    const key = `${entry.node}:${stream}`;
    const known = this.#contents.get(key);
    if (known !== undefined) return known;
    const record = this.#mft.record(entry.node);
    const data = record.attributes.find(({ type, name }) => type === attributeType.data && name === stream);
    if (data === undefined) throw new DiskError("stream-missing", "There is no such content any more.", this.#origin);
    if (data.isEncrypted) throw new DiskError("file-encrypted", "The file is encrypted (EFS).", data.recordOffset);
    if (!record.isInUse) checkUnallocated(record, this.#systemContent(bitmapRecord, "$Bitmap"), this.#layout);
    const content = attributeContent(record.attributes, attributeType.data, stream, this.#volume, this.#layout);
    if (content === undefined) throw new DiskError("stream-missing", "The content is not mapped.", data.recordOffset);
    this.#contents.set(key, content);
    return content;
  }

  /** Orphans are in no directory's index: they are found as a walk names them. */
  #findOrphan(path: string): FileEntry | undefined {
    for (const entry of this.walk({ streams: true, system: true })) if (entry.path === path) return entry;
    return undefined;
  }

  #findIn(directory: FileEntry, part: string): FileEntry | undefined {
    this.#upCase ??=
      this.#log.attempt(() => upCaser(this.#systemContent(upCaseRecord, "$UpCase")), "$UpCase") ?? upCaser(undefined);
    const upCase = this.#upCase;
    const wanted = upCase(part);
    const isWanted = (name: string): boolean => upCase(name) === wanted;
    if (part.includes(":"))
      return this.list(directory, { streams: true, system: true }).find(({ name }) => isWanted(name));
    if (this.#indexes.entries(directory.node) === undefined) {
      return this.#listFromTree(directory, { system: true }).find(({ name }) => isWanted(name));
    }
    const item = this.#indexes.find(directory.node, wanted, upCase);
    return item === undefined ? undefined : this.#entriesOf(item, directory.path, {})[0];
  }

  /** The directory's names by its index; `undefined`: it is damaged, the file table knows more. */
  #readIndex(directory: number): readonly IndexEntry[] | undefined {
    const index = this.#log.attempt(() => {
      return readDirectoryIndex(this.#mft.record(directory), this.#volume, this.#layout, this.#log);
    }, `Directory in file record ${directory}`);
    if (index === undefined || index.isDamaged) return undefined;
    return index.entries.filter(({ name }) => !name.isDosOnly).slice(0, maxListing);
  }

  #isHidden(directory: FileEntry, item: IndexEntry, options: ListOptions): boolean {
    const { record } = item.reference;
    // The root directory has itself as a child.
    return (
      directory.node === rootRecord && (record === rootRecord || (options.system !== true && isSystemRecord(record)))
    );
  }

  #entriesOf(item: IndexEntry, directory: string, options: ListOptions): readonly FileEntry[] {
    const path = joinPath(directory, item.name.name);
    const file = this.#log.attempt(() => describeFile(this.#mft.record(item.reference.record)), path);
    if (file === undefined) return [indexOnlyEntry(item.reference.record, item.name, directory)];
    return fileEntries(file, item.name.name, directory, options.streams === true);
  }

  #listFromTree(directory: FileEntry, options: ListOptions): readonly FileEntry[] {
    const tree = this.#tree(options.deleted === true);
    return (tree.children.get(directory.node) ?? [])
      .map(tree.named)
      .filter(({ file }) => options.system === true || directory.node !== rootRecord || !isSystemRecord(file.record))
      .flatMap(({ file, name }) => fileEntries(file, name, directory.path, options.streams === true));
  }

  #tree(withDeleted: boolean): FileTree {
    if (this.#known?.withDeleted === withDeleted) return this.#known.tree;
    const check = new VolumeCheck(this.#volume, this.#layout, this.#origin, this.#log);
    const tree = readFileTree(this.#mft, withDeleted, (record, file) => check.inspect(record, file), this.#log);
    if (!withDeleted && tree.isWhole) check.compare(tree);
    this.#known = { withDeleted, tree };
    return tree;
  }

  #systemContent(record: number, name: string): ByteSource | undefined {
    const read = (): ByteSource | undefined =>
      attributeContent(this.#mft.record(record).attributes, attributeType.data, "", this.#volume, this.#layout);
    return this.#log.attempt(read, name);
  }
}

const rootEntry: FileEntry = {
  path: "",
  name: "",
  kind: "directory",
  size: 0,
  modified: undefined,
  created: undefined,
  attributes: 0x10,
  deleted: false,
  target: undefined,
  node: rootRecord,
};
