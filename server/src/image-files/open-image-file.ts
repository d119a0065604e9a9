import path from "node:path";
import { type OpenedDisk, openDisk } from "../disks/open-disk.ts";
import type { Problem } from "../disks/problem.ts";
import { type FileSource, openFileSource } from "./file-source.ts";
import { findParent, realPath } from "./parent-finder.ts";
import { parentPaths } from "./parent-paths.ts";

/** An image on this machine, opened down to its file systems, with every file that its chain needs. */
export interface ImageFile {
  /** As it was given. */
  readonly name: string;
  /** Size of the file in bytes. */
  readonly size: number;
  readonly disk: OpenedDisk;
  /** What the file's name or its changing says is wrong; `disk.problems` has the rest. */
  readonly problems: () => readonly Problem[];
  readonly close: () => void;
}

/**
 * Opens an image. `parents`: files to take as parents of differencing disks, before those that the disks name.
 * @throws ImageFileError where the file cannot be read, DiskError where not even its blocks can be found.
 */
export function openImageFile(file: string, name: string, parents: readonly string[] = []): ImageFile {
  const opened = new Map<string, FileSource>();
  const root = realPath(file) ?? file;
  const open = (at: string): FileSource => {
    const known = opened.get(at);
    if (known !== undefined) return known;
    const source = openFileSource(at, at === root ? name : at);
    opened.set(at, source);
    return source;
  };
  const close = (): void => {
    for (const source of opened.values()) source.close();
    opened.clear();
  };
  try {
    const source = open(root);
    const disk = openDisk(source, {
      identity: root,
      resolveParent: (request) =>
        findParent(request, {
          given: parents,
          pathsOf: ({ locators, childIdentity }) => parentPaths(locators, path.dirname(childIdentity)),
          root,
          open,
        }),
    });
    const problems = (): readonly Problem[] => [...footerProblem(name, disk), ...changes(opened.values())];
    return { name, size: source.size, disk, problems, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** What a name promises of a file that is read as raw bytes: a fixed disk without its footer looks like any other file. */
const expectations: readonly (readonly [extension: string, code: string, missing: string, isAtEnd: boolean])[] = [
  [".vhd", "vhd-footer-missing", "no VHD footer at its end: it may be cut off", true],
  [".vhdx", "vhdx-signature-missing", "no VHDX signature at its start", false],
  [".vmgs", "vhd-footer-missing", "no VHD footer at its end: it may be cut off", true],
];

function footerProblem(name: string, { image }: OpenedDisk): readonly Problem[] {
  const expected = expectations.find(([extension]) => extension === path.extname(name).toLowerCase());
  if (image.kind !== "raw" || expected === undefined) return [];
  const [extension, code, missing, isAtEnd] = expected;
  const message = `The file is named ${extension} but has ${missing}. It is read as raw bytes.`;
  return [{ code, message, offset: isAtEnd ? image.virtualSize : 0 }];
}

/** That files of an image were changed since it was opened: what was read of them may not fit together. */
export function changesOf({ problems }: ImageFile): readonly Problem[] {
  return problems().filter(({ code }) => code === changed);
}

const changed = "image-changed";

function changes(sources: Iterable<FileSource>): readonly Problem[] {
  return [...sources].flatMap(({ name, isUnchanged }) => {
    if (isUnchanged()) return [];
    const message = `'${name}' was changed while it was read: what was read of it may not fit together.`;
    return [{ code: changed, message, offset: 0 }];
  });
}
