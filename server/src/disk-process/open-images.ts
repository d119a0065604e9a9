import { statSync } from "node:fs";
import type { ImageParams } from "../disk-protocol.ts";
import { type ImageFile, openImageFile } from "../image-files/open-image-file.ts";
import { freeBuffers } from "../image-files/small-heap.ts";

/** Images that are kept open at once, besides those in use. */
const maxOpen = 6;
/** Milliseconds after its last use until an image is closed: on Windows an open file cannot be replaced. */
const idleTime = 5_000;

interface OpenImage {
  readonly image: ImageFile;
  readonly key: string;
  /** Size and time of the file when it was opened. */
  readonly stamp: string;
  users: number;
  /** No longer handed out; closed by its last user. */
  retired: boolean;
}

/** The images that calls ask about, opened once, again where the file changed, and closed soon after. */
export class OpenImages {
  readonly #images = new Map<string, OpenImage>();
  #idle: NodeJS.Timeout | undefined;

  /** Runs `work` on an image that stays open for as long. @throws ImageFileError, DiskError as opening does */
  async use<T>(params: ImageParams, work: (image: ImageFile) => T | Promise<T>): Promise<T> {
    const entry = this.#open(params);
    entry.users++;
    this.#releaseOthers(entry);
    try {
      return await work(entry.image);
    } finally {
      entry.users--;
      if (entry.retired && entry.users === 0) entry.image.close();
      freeBuffers();
      this.#idle?.close();
      this.#idle = setTimeout(() => this.closeAll(), idleTime).unref();
    }
  }

  /** Listings of large file systems are kept of one image at a time, besides those in use. */
  #releaseOthers(current: OpenImage): void {
    for (const other of this.#images.values()) {
      if (other === current || other.users > 0) continue;
      for (const { fileSystem } of other.image.disk.partitions) fileSystem?.release();
    }
  }

  /** Closes an image file in whatever way it was opened, as soon as its last call ends. */
  release(image: string): void {
    for (const entry of [...this.#images.values()]) if (entry.image.name === image) this.#retire(entry);
  }

  closeAll(): void {
    for (const entry of [...this.#images.values()]) this.#retire(entry);
  }

  #open({ image, parents = [] }: ImageParams): OpenImage {
    const key = [image, ...parents].join("\n");
    const known = this.#images.get(key);
    if (known !== undefined && known.stamp === stampOf(image)) {
      this.#images.delete(key);
      this.#images.set(key, known);
      return known;
    }
    if (known !== undefined) this.#retire(known);
    const stamp = stampOf(image);
    const opened = { image: openImageFile(image, image, parents), key, stamp, users: 0, retired: false };
    this.#images.set(key, opened);
    const [oldest] = this.#images.values();
    if (this.#images.size > maxOpen && oldest !== undefined) this.#retire(oldest);
    return opened;
  }

  #retire(entry: OpenImage): void {
    this.#images.delete(entry.key);
    entry.retired = true;
    if (entry.users === 0) entry.image.close();
  }
}

/** Empty where the file cannot be asked; opening it then says why. */
function stampOf(image: string): string {
  try {
    const { size, mtimeMs, ino } = statSync(image);
    return `${size} ${mtimeMs} ${ino}`;
  } catch {
    return "";
  }
}
