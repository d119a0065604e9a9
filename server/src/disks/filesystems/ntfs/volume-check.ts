import type { ByteSource } from "../../byte-source.ts";
import type { ProblemLog } from "../../problem.ts";
import { attributeType, residentBytes } from "./attributes.ts";
import type { NtfsLayout } from "./boot-sector.ts";
import { ClusterClaims } from "./cluster-claims.ts";
import { checkContent } from "./content-check.ts";
import { checkCopies } from "./copies-check.ts";
import type { NtfsFile } from "./describe-file.ts";
import { countIndexedNames, type IndexEntry, readDirectoryIndex } from "./directory-index.ts";
import type { FileTree, TreeReader } from "./file-tree.ts";
import type { FileRecord, Mft } from "./mft.ts";
import type { IncompleteDirectory } from "./missing-names.ts";

/** Bytes of indexes that one walk reads; the files themselves are listed without. */
const indexBudget = 4 * 1024 * 1024;
const volumeRecord = 3;
const isDirty = 1;

/** What an index has of its directory's names. */
interface CountedIndex {
  readonly names: number;
  readonly recordOffset: number;
}

/** Checks a volume while its file table is read for a walk: contents, indexes, copies of what is needed first. */
export class VolumeCheck implements TreeReader {
  readonly #mft: Mft;
  readonly #volume: ByteSource;
  readonly #layout: NtfsLayout;
  readonly #log: ProblemLog;
  readonly #claims: ClusterClaims;
  readonly #indexes = new Map<number, CountedIndex>();
  #indexLeft = indexBudget;

  constructor(mft: Mft, volume: ByteSource, layout: NtfsLayout, origin: number, log: ProblemLog) {
    this.#mft = mft;
    this.#volume = volume;
    this.#layout = layout;
    this.#log = log;
    this.#claims = new ClusterClaims(layout.clusterCount);
    checkCopies(volume, layout, origin, log);
  }

  inspect(record: FileRecord, file: NtfsFile): void {
    if (!record.isInUse) return;
    this.#log.attempt(
      () => checkContent(record, this.#layout, this.#volume.size, this.#claims),
      file.names[0]?.name ?? "/",
    );
    if (record.number === volumeRecord) this.#checkClosed(record);
    if (!file.isDirectory) return;
    for (const { type, value } of record.attributes) {
      if (type === attributeType.indexAllocation && value.kind === "runs" && value.firstVcn === 0)
        this.#indexLeft -= value.size;
    }
    if (this.#indexLeft < 0) return;
    const names = countIndexedNames(record, this.#volume, this.#layout, this.#log);
    const recordOffset = record.attributes[0]?.recordOffset ?? 0;
    if (names !== undefined) this.#indexes.set(record.number, { names, recordOffset });
  }

  incomplete(namesIn: (directory: number) => number): readonly IncompleteDirectory[] {
    return [...this.#indexes].flatMap(([directory, index]) => {
      if (namesIn(directory) >= index.names) return [];
      const read = (): readonly IndexEntry[] =>
        readDirectoryIndex(this.#mft.record(directory), this.#volume, this.#layout, this.#log).entries;
      return [{ directory, entries: this.#log.attempt(read) ?? [] }];
    });
  }

  #checkClosed({ attributes }: FileRecord): void {
    const information = attributes.find(({ type }) => type === attributeType.volumeInformation);
    const bytes = residentBytes(information);
    if (bytes === undefined || bytes.length < 12 || (bytes.readUInt16LE(10) & isDirty) === 0) return;
    const message =
      "The volume was not closed cleanly: what only its journal ($LogFile) has of the last changes is not shown.";
    this.#log.add("volume-not-closed", message, information?.recordOffset ?? 0);
  }

  /** Compares the indexes with the names of which the file table says that they are in these directories. */
  compare({ childrenOf }: FileTree): void {
    for (const [record, { names, recordOffset }] of this.#indexes) {
      const known = childrenOf(record).length;
      if (known === names) continue;
      const message = `Directory in file record ${record}: its index has ${names} names, the file table ${known}; it is damaged or out of date.`;
      this.#log.add("index-incomplete", message, recordOffset);
    }
  }
}
