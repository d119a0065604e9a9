import type { ByteSource } from "../disks/byte-source.ts";
import { sliceSource } from "../disks/byte-source.ts";
import type { EntryKind, ListOptions } from "../disks/filesystems/file-system.ts";
import { type FoundArtifact, fileSource } from "../disks/formats/find-artifacts.ts";
import { readArtifact } from "../disks/formats/read-artifact.ts";
import { readGuestState } from "../disks/formats/vmgs/guest-state.ts";
import type { OpenedDisk } from "../disks/open-disk.ts";
import { type Problem, ProblemLog } from "../disks/problem.ts";

/** An opened image, and what it is where it is no disk. */
export interface ImageContent {
  readonly disk: OpenedDisk;
  /** The artifact that the image is itself, such as a VMGS. */
  readonly whole: FoundArtifact | undefined;
}

/** A file of an image, wherever it is in it. */
export interface ListedFile {
  /** Index of the partition; 0 where the image is no disk. */
  readonly partition: number;
  readonly path: string;
  readonly kind: EntryKind;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number | undefined;
  readonly deleted: boolean;
  readonly target: string | undefined;
  readonly source: ByteSource;
  /** Why the content is not given away; `undefined`: it is. */
  readonly withheld: string | undefined;
}

/** Files, and problems that are complete once the files were iterated. */
export interface Listing {
  readonly files: Iterable<ListedFile>;
  readonly problems: readonly Problem[];
}

/** Every file of an image, directories included: of its file systems, of a VMGS, or the one file that the image is. */
export function listFiles({ disk, whole }: ImageContent, partition: number | undefined, options: ListOptions): Listing {
  if (whole !== undefined) return whole.kind === "guest-state" ? filesOfGuestState(whole) : onlyFile(whole);
  function* walk(): Generator<ListedFile> {
    for (const { index, fileSystem } of disk.partitions) {
      if (fileSystem === undefined || (partition !== undefined && index !== partition)) continue;
      for (const entry of fileSystem.walk(options)) {
        const { path, kind, size, modified, deleted, target } = entry;
        const source = fileSource(fileSystem, entry);
        yield { partition: index, path, kind, size, modified, deleted, target, source, withheld: undefined };
      }
    }
  }
  return { files: walk(), problems: [] };
}

const plainFile = { partition: 0, kind: "file", modified: undefined, deleted: false, target: undefined } as const;

/** The content of what is encrypted or secret stays where it is. */
function filesOfGuestState({ source }: FoundArtifact): Listing {
  const { files, problems } = readGuestState(source);
  const listed = files.map((file): ListedFile => {
    const reason = file.encrypted ? "it is encrypted" : file.secret ? "it holds secrets" : undefined;
    return {
      ...plainFile,
      path: file.name,
      size: file.size,
      source: sliceSource(source, file.offset, file.size),
      withheld: reason,
    };
  });
  return { files: listed, problems };
}

function onlyFile({ kind, path, source }: FoundArtifact): Listing {
  const log = new ProblemLog();
  const content = log.attempt(() => readArtifact(kind, path, source));
  const file = { ...plainFile, path, size: source.size, source, withheld: undefined };
  return { files: [file], problems: [...log.problems, ...(content?.problems ?? [])] };
}
