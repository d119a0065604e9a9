import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from "node:fs";
import { type ByteSource, checkRange } from "../disks/byte-source.ts";
import { DiskError } from "../disks/problem.ts";
import { systemCode } from "../files/system-error.ts";
import { ImageFileError, imageFileError } from "./image-file-error.ts";

/** An open file as bytes. What reads images keeps the pages that it needs again, so nothing is kept here. */
export interface FileSource extends ByteSource {
  /** As messages call it. */
  readonly name: string;
  /** Whether the file is still as it was when it was opened, as far as size and time of its last change tell. */
  readonly isUnchanged: () => boolean;
  readonly close: () => void;
}

const nothing = Buffer.alloc(0);

/**
 * Opens a file for reading only; `name` is how messages call it.
 * @throws ImageFileError where it is not there, is no regular file or may not be read. Reading throws it where the file
 * got shorter or went away; a place that the drive cannot read is a DiskError: the rest stays readable.
 */
export function openFileSource(path: string, name: string): FileSource {
  const { descriptor, opened } = open(path, name);
  const { size } = opened;
  const fill = (offset: number, target: Buffer): void => {
    for (let done = 0; done < target.length; ) {
      const count = readPart(descriptor, target, done, offset + done, name);
      if (count === 0) {
        const end = offset + target.length;
        throw new ImageFileError(`'${name}' became shorter while it was read: it ends before ${end}.`);
      }
      done += count;
    }
  };
  return {
    name,
    size,
    read(offset, length) {
      checkRange(size, offset, length);
      if (length === 0) return nothing;
      const bytes = Buffer.allocUnsafe(length);
      fill(offset, bytes);
      return bytes;
    },
    readInto(offset, target) {
      checkRange(size, offset, target.length);
      fill(offset, target);
    },
    isUnchanged() {
      const now = fstatSync(descriptor);
      return now.size === opened.size && now.mtimeMs === opened.mtimeMs;
    },
    close: () => closeSync(descriptor),
  };
}

function open(path: string, name: string): { readonly descriptor: number; readonly opened: Stats } {
  let descriptor: number | undefined;
  try {
    // Asked before it is opened: opening a named pipe would wait for its writer.
    const kind = statSync(path);
    if (kind.isDirectory()) throw new ImageFileError(`'${name}' is a folder, not an image.`);
    if (!kind.isFile()) throw new ImageFileError(`'${name}' is a device or a pipe; copy its content to a file first.`);
    descriptor = openSync(path, "r");
    return { descriptor, opened: fstatSync(descriptor) };
  } catch (error) {
    if (descriptor !== undefined) closeSync(descriptor);
    throw error instanceof ImageFileError ? error : imageFileError(name, error);
  }
}

function readPart(descriptor: number, bytes: Buffer, at: number, position: number, name: string): number {
  try {
    return readSync(descriptor, bytes, at, bytes.length - at, position);
  } catch (error) {
    if (systemCode(error) !== "EIO") throw imageFileError(name, error);
    throw new DiskError("image-unreadable", `The drive cannot read '${name}' at offset ${position}.`, position);
  }
}
