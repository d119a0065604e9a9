import { joinPath } from "../entry-name.ts";
import type { FileEntry } from "../file-system.ts";
import type { FileFacts } from "./describe-file.ts";

const directoryAttribute = 0x10;

/** The entry of a file under one of its names, and one for each of its streams where they are asked for. */
export function fileEntries(file: FileFacts, name: string, directory: string, withStreams: boolean): FileEntry[] {
  const entry: FileEntry = {
    path: joinPath(directory, name),
    name,
    kind: file.reparse?.kind ?? (file.isDirectory ? "directory" : "file"),
    size: file.size,
    modified: file.modified,
    created: file.created,
    attributes: file.attributes | (file.isDirectory ? directoryAttribute : 0),
    deleted: file.isDeleted,
    target: file.reparse?.target,
    node: file.record,
    isTouched: file.isTouched,
  };
  if (!withStreams || file.streams.length === 0) return [entry];
  const streams = file.streams.map((stream): FileEntry => {
    const streamName = `${name}:${stream.name}`;
    return {
      ...entry,
      path: joinPath(directory, streamName),
      name: streamName,
      kind: "stream",
      size: stream.size,
      target: undefined,
    };
  });
  return [entry, ...streams];
}
