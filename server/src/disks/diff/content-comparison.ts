import type { FileEntry } from "../filesystems/file-system.ts";
import type { OpenedPartition } from "../open-disk.ts";
import type { SectorDiff } from "./sector-diff.ts";

/** Bytes that are compared at once. */
const chunkSize = 1024 * 1024;

/** Compares contents of files of two states of a partition. */
export class ContentComparison {
  readonly #before: OpenedPartition | undefined;
  readonly #after: OpenedPartition | undefined;
  readonly #sectors: SectorDiff;
  /** A node is in the same place on both. */
  readonly #isSamePlace: boolean;
  #rooms: readonly [Buffer, Buffer] | undefined;

  /** `sectors`: which contents need not be read. */
  constructor(before: OpenedPartition | undefined, after: OpenedPartition | undefined, sectors: SectorDiff) {
    this.#before = before;
    this.#after = after;
    this.#sectors = sectors;
    const [old, now] = [before?.fileSystem, after?.fileSystem];
    this.#isSamePlace = old !== undefined && old.kind === now?.kind && old.nodePlaces === now.nodePlaces;
  }

  /** Whether two contents are known to be the same without a look at either. */
  areSame(was: FileEntry, is: FileEntry): boolean {
    return this.#isSamePlace && was.node === is.node && was.isTouched === false && is.isTouched === false;
  }

  /**
   * Whether two contents of one size differ. Gives back control after every MiB.
   * @throws DiskError where one of them cannot be read
   */
  *differ(was: FileEntry, is: FileEntry): Generator<void, boolean> {
    const [before, after] = [this.#before?.fileSystem, this.#after?.fileSystem];
    if (before === undefined || after === undefined) return false;
    if (was.node === is.node && this.#isUntouched(was, is)) return false;
    // The same two for all files: buffers of their own would wait for the garbage collector by the dozen.
    this.#rooms ??= [Buffer.allocUnsafe(chunkSize), Buffer.allocUnsafe(chunkSize)];
    const [old, current] = this.#rooms;
    for (let offset = 0; offset < is.size; offset += chunkSize) {
      const length = before.readFileInto(was, offset, old);
      if (after.readFileInto(is, offset, current) !== length) return true;
      if (old.compare(current, 0, length, 0, length) !== 0) return true;
      yield;
    }
    return false;
  }

  /** The content lies in the same places, and none of their sectors changed. */
  #isUntouched(was: FileEntry, is: FileEntry): boolean {
    const [before, after] = [this.#before, this.#after];
    const { ranges, sectorSize } = this.#sectors;
    if (before === undefined || after === undefined || before.offset !== after.offset) return false;
    const places = after.fileSystem?.placesOf(is) ?? [];
    if (places.some(({ offset, length }) => ranges.touches(sectorSize, after.offset + offset, length))) return false;
    const old = before.fileSystem?.placesOf(was) ?? [];
    return (
      old.length === places.length &&
      old.every(({ offset, length }, index) => offset === places[index]?.offset && length === places[index].length)
    );
  }
}
