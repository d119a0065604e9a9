import type { ByteSource } from "../../byte-source.ts";
import { DiskError } from "../../problem.ts";
import { Recent } from "../../recent.ts";
import { joinPath } from "../entry-name.ts";
import type { FileEntry, ListOptions, OwnedExtent, StretchTest, VolumeStretch } from "../file-system.ts";
import { VolumeFileSystem } from "../volume-file-system.ts";
import { attributeContent } from "./attribute-content.ts";
import { attributeType } from "./attributes.ts";
import type { NtfsLayout } from "./boot-sector.ts";
import { checkUnallocated } from "./deleted-content.ts";
import { describeFile, indexedFile, volumeLabel } from "./describe-file.ts";
import { type IndexEntry, readDirectoryIndex } from "./directory-index.ts";
import { fileEntries } from "./entries.ts";
import { contentPlaces, ntfsExtents } from "./extents.ts";
import { type FileTree, readFileTree } from "./file-tree.ts";
import { KnownIndexes } from "./known-indexes.ts";
import { Mft } from "./mft.ts";
import { isSystemRecord, rootRecord } from "./system-records.ts";
import { recordTest } from "./touched-records.ts";
import { upCaser } from "./up-case.ts";
import { VolumeCheck } from "./volume-check.ts";
import { orphanage, walkTree } from "./walk-tree.ts";

const volumeRecord = 3;
const bitmapRecord = 6;
const upCaseRecord = 10;
const maxListing = 400_000;

/** An NTFS volume. Listing one directory asks its index; walking all reads the master file table once. */
export class NtfsFileSystem extends VolumeFileSystem<NtfsLayout> {
  readonly kind = "NTFS";
  readonly #mft: Mft;
  readonly #indexes = new KnownIndexes((directory) => this.#readIndex(directory));
  readonly #contents = new Recent<string, ByteSource>(32);
  #known: (Pick<ListOptions, "deleted" | "touches"> & { readonly tree: FileTree }) | undefined;
  #upCase: ((name: string) => string) | undefined;

  /**
   * `origin`: the volume's offset on the disk, for problems. `fromBackup`: the layout is that of the boot sector's backup.
   * @throws DiskError where the master file table is lost.
   */
  constructor(volume: ByteSource, layout: NtfsLayout, origin: number, fromBackup = false) {
    super(volume, layout, origin, rootRecord);
    if (fromBackup) this.noteBackupBootSector("the last sector");
    this.#mft = new Mft(volume, layout, origin, this.log);
    this.checkEnd(layout.clusterCount * layout.clusterSize);
  }

  get label(): string {
    return this.log.attempt(() => volumeLabel(this.#mft.record(volumeRecord)), "$Volume") ?? "";
  }

  override find(path: string): FileEntry | undefined {
    return path.startsWith(`${orphanage}/`) ? this.#findOrphan(path) : super.find(path);
  }

  protected listDirectory(directory: FileEntry, options: ListOptions): readonly FileEntry[] {
    if (options.deleted === true) return this.#listFromTree(directory, options);
    const index = this.#indexes.entries(directory.node);
    if (index === undefined) return this.#listFromTree(directory, options);
    return index.flatMap((item) =>
      this.#isHidden(directory, item, options) ? [] : this.#entriesOf(item, directory.path, options),
    );
  }

  walk(options: ListOptions = {}): Iterable<FileEntry> {
    return walkTree(this.#tree(options), options, (entry) => {
      const message = `${entry.path}: its directory is lost or contains itself.`;
      this.log.add("orphan", message, this.#mft.offsetOf(entry.node));
    });
  }

  placesOf(entry: FileEntry): readonly VolumeStretch[] {
    const stream = streamOf(entry);
    const { attributes } = this.#mft.glance(entry.node);
    return contentPlaces(attributes, stream, this.layout, this.origin);
  }

  get nodePlaces(): string {
    return this.#mft.places;
  }

  extents(touches?: StretchTest): Iterable<OwnedExtent> {
    return ntfsExtents(this.#mft, this.walk({ system: true, touches, onlyTouched: true }), this.layout);
  }

  release(): void {
    this.#known = undefined;
  }

  protected contentOf(entry: FileEntry, isKept: boolean): ByteSource {
    if (entry.kind === "reparse") {
      const message = `The content is elsewhere or in another form: ${entry.target ?? "reparse point"}.`;
      throw new DiskError("content-elsewhere", message, this.origin);
    }
    const stream = streamOf(entry);
    const key = `${entry.node}:${stream}`;
    const known = this.#contents.get(key);
    if (known !== undefined) return known;
    const record = this.#mft.record(entry.node);
    const data = record.attributes.find(({ type, name }) => type === attributeType.data && name === stream);
    if (data === undefined) throw new DiskError("stream-missing", "There is no such content any more.", this.origin);
    if (data.isEncrypted) throw new DiskError("file-encrypted", "The file is encrypted (EFS).", data.recordOffset);
    if (!record.isInUse) checkUnallocated(record, this.#systemContent(bitmapRecord, "$Bitmap"), this.layout);
    const content = attributeContent(record.attributes, attributeType.data, stream, this.volume, this.layout);
    if (content === undefined) throw new DiskError("stream-missing", "The content is not mapped.", data.recordOffset);
    if (isKept) this.#contents.set(key, content);
    return content;
  }

  /** Orphans are in no directory's index: they are found as a walk names them. */
  #findOrphan(path: string): FileEntry | undefined {
    for (const entry of this.walk({ streams: true, system: true })) if (entry.path === path) return entry;
    return undefined;
  }

  protected findIn(directory: FileEntry, part: string): FileEntry | undefined {
    this.#upCase ??=
      this.log.attempt(() => upCaser(this.#systemContent(upCaseRecord, "$UpCase")), "$UpCase") ?? upCaser(undefined);
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
    const index = this.log.attempt(() => {
      return readDirectoryIndex(this.#mft.record(directory), this.volume, this.layout, this.log);
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
    const file =
      this.log.attempt(() => describeFile(this.#mft.record(item.reference.record)), path) ??
      indexedFile(item.reference, item.name);
    return fileEntries(file, item.name.name, directory, options.streams === true);
  }

  #listFromTree(directory: FileEntry, options: ListOptions): readonly FileEntry[] {
    const tree = this.#tree(options);
    return tree
      .childrenOf(directory.node)
      .map(tree.named)
      .filter(({ file }) => options.system === true || directory.node !== rootRecord || !isSystemRecord(file.record))
      .flatMap(({ file, name }) => fileEntries(file, name, directory.path, options.streams === true));
  }

  #tree({ deleted = false, touches }: ListOptions): FileTree {
    const known = this.#known;
    if (known?.deleted === deleted && (touches === undefined || known.touches === touches)) return known.tree;
    const check = new VolumeCheck(this.#mft, this.volume, this.layout, this.origin, this.log);
    const isTouched = touches && recordTest(this.layout, this.origin, touches);
    const tree = readFileTree(this.#mft, deleted, check, this.log, isTouched);
    if (!deleted && tree.isWhole) check.compare(tree);
    this.#known = { deleted, touches, tree };
    return tree;
  }

  #systemContent(record: number, name: string): ByteSource | undefined {
    const read = (): ByteSource | undefined =>
      attributeContent(this.#mft.record(record).attributes, attributeType.data, "", this.volume, this.layout);
    return this.log.attempt(read, name);
  }
}

/** The name of the stream that an entry stands for; a file's own content has none. */
function streamOf({ kind, name }: FileEntry): string {
  return kind === "stream" ? name.slice(name.indexOf(":") + 1) : "";
}
