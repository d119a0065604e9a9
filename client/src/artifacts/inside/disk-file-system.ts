import { stat } from "node:fs/promises";
import path from "node:path";
import {
  Disposable,
  EventEmitter,
  type FileChangeEvent,
  FileChangeType,
  FilePermission,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  RelativePattern,
  Uri,
  workspace,
} from "vscode";
import type { DiskEntry } from "../../../../server/src/protocol.ts";
import { UserError } from "../../infrastructure/errors.ts";
import { asFileSystem, type FileFailure, FixedFileSystem } from "../../infrastructure/fixed-file-system.ts";
import type { DiskImages } from "../disk-process/disk-images.ts";
import { type DiskLocation, locationOf } from "./places.ts";

/** Disk images as read-only folders: partitions, and in them what their file systems hold. */
export class DiskFileSystem extends FixedFileSystem implements FileSystemProvider {
  readonly #images: DiskImages;
  readonly #changes = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changes.event;

  constructor(images: DiskImages) {
    super();
    this.#images = images;
  }

  /** What is inside of an image changes when its file does. */
  watch(uri: Uri): Disposable {
    const location = locationOf(uri);
    if (location === undefined) return new Disposable(() => undefined);
    const pattern = new RelativePattern(Uri.file(path.dirname(location.image)), path.basename(location.image));
    const watcher = workspace.createFileSystemWatcher(pattern);
    const fire = (): void => this.#changes.fire([{ type: FileChangeType.Changed, uri }]);
    return Disposable.from(watcher, watcher.onDidChange(fire), watcher.onDidCreate(fire), watcher.onDidDelete(fire));
  }

  async stat(uri: Uri): Promise<FileStat> {
    const location = placeOf(uri);
    if (location.partition === null || location.path === "") return this.#statRoot(uri, location);
    const { image, partition, path: inner } = location;
    const entry = await explained(uri, this.#images.ask("stat", { image, partition, path: inner }));
    if (entry === null) throw FileSystemError.FileNotFound(uri);
    const { size, modified, created } = entry;
    return { type: typeOf(entry), size, mtime: modified, ctime: created, permissions: FilePermission.Readonly };
  }

  async readDirectory(uri: Uri): Promise<[string, FileType][]> {
    const { image, partition, path: inner } = placeOf(uri);
    if (partition === null) {
      const partitions = await explained(uri, this.#images.ask("partitions", { image }));
      return partitions
        .filter(({ fileSystem }) => fileSystem !== null)
        .map(({ index }) => [String(index), FileType.Directory]);
    }
    const entries = await explained(uri, this.#images.ask("list", { image, partition, path: inner }));
    return entries.map((entry) => [entry.name, typeOf(entry)]);
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    const { image, partition, path: inner } = placeOf(uri);
    if (partition === null) throw FileSystemError.FileIsADirectory(uri);
    return explained(uri, this.#images.ask("read", { image, partition, path: inner }));
  }

  writeFile(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  /** The image or a partition; with the time of the image's file, so that VS Code knows when to ask anew. */
  async #statRoot(uri: Uri, { image, partition, path: inner }: DiskLocation): Promise<FileStat> {
    if (partition === null && inner !== "") throw FileSystemError.FileNotFound(uri);
    if (partition !== null) {
      const partitions = await explained(uri, this.#images.ask("partitions", { image }));
      if (!partitions.some(({ index }) => index === partition)) throw FileSystemError.FileNotFound(uri);
    }
    try {
      const { mtimeMs: mtime, birthtimeMs: ctime } = await stat(image);
      return { type: FileType.Directory, size: 0, mtime, ctime, permissions: FilePermission.Readonly };
    } catch {
      throw FileSystemError.FileNotFound(uri);
    }
  }
}

function placeOf(uri: Uri): DiskLocation {
  const location = locationOf(uri);
  if (location === undefined) throw FileSystemError.FileNotFound(uri);
  return location;
}

/** A link is shown as a file without content: where it leads is another machine's matter. */
function typeOf({ kind }: DiskEntry): FileType {
  return kind === "directory" ? FileType.Directory : FileType.File;
}

const explained = <T>(uri: Uri, work: Promise<T>): Promise<T> => asFileSystem(uri, work, failureOf);

function failureOf(error: unknown): FileFailure | undefined {
  if (!(error instanceof UserError)) return undefined;
  return error.code === "file-not-found" ? { kind: "missing" } : { kind: "unavailable", message: error.message };
}
